// The sentences about other devices in the house.

export const deviceStrings = {
  open: 'Devices…',
  title: 'Other devices',
  off: 'A tablet or a phone in the same house can read and mark in this library. Start the program so that it listens for them:',
  offCommand: 'glossator serve --listen 0.0.0.0',
  offMore: 'Nobody is let in without a code from this page.',
  find: 'Open this address on the device, or point its camera at the square:',
  picture: (address: string) => `${address} as a QR code`,
  unknown:
    'Its browser says that it does not know the certificate. Go on if the fingerprint it shows is this one:',
  code: 'Then type this code there:',
  codeEnds: (minutes: number) =>
    minutes > 1
      ? `Good for one device, for ${minutes} minutes.`
      : 'Good for one device, for a minute.',
  paired: 'Paired devices',
  none: 'No device is paired yet.',
  seen: (when: string) => `last here ${when}`,
  shutOut: 'Shut out',
  shutOutOne: (name: string) => `Shut ${name} out`,
  isOut: (name: string) => `${name} is let in no longer.`,
  isIn: (name: string) => `${name} is paired.`,

  pairTitle: 'Pair this device',
  pairHow:
    'The code stands on the computer that holds the library: on its page under Devices, or where the program was started.',
  pairCode: 'Code',
  pairName: 'What this device is called',
  pair: 'Pair',
  tablet: 'Tablet',
  phone: 'Phone',
  computer: 'Computer',
};
