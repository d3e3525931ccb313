/** Whether Ctrl F finds in the program or in the browser; kept in this browser. */
const KEY = 'glossator.find-key';

let ours = $state(localStorage.getItem(KEY) === 'ours');

export const findKey = {
  get isOurs(): boolean {
    return ours;
  },
  set isOurs(on: boolean) {
    ours = on;
    localStorage.setItem(KEY, on ? 'ours' : 'browser');
  },
};
