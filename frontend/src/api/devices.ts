/** Other devices in the house: how one is let in, and which are. Mirrors `web/wire_devices.py`. */
import { call, send } from './http.ts';
import { array, number, object, string } from './validate.ts';

export interface Device {
  session: string;
  name: string;
  /** Milliseconds since 1970. */
  paired: number;
  seen: number;
}

export interface Devices {
  /** None where the program does not listen for other devices. */
  addresses: string[];
  fingerprint: string;
  code: string;
  code_ends: number;
  devices: Device[];
}

const device = object<Device>({ session: string, name: string, paired: number, seen: number });

export const devicesView = object<Devices>({
  addresses: array(string),
  fingerprint: string,
  code: string,
  code_ends: number,
  devices: array(device),
});

export const addressPicture = '/api/devices/address.svg';

export const getDevices = (): Promise<Devices> => call('/api/devices', devicesView);

export const shutOut = (session: string): Promise<Devices> =>
  call('/api/devices/shut-out', devicesView, { method: 'POST', body: { session } });

/** Ask to be let in, from the device. */
export const pair = (code: string, device: string): Promise<void> =>
  send('/api/pairing', { method: 'POST', body: { code, device } });
