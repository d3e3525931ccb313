/** A time of reading in words: "2 h 10 min", "" for less than a minute. */
import { roomStrings } from '../ui/strings-room.ts';

export function describeTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return '';
  const hours = Math.floor(minutes / 60);
  return hours === 0
    ? roomStrings.time.minutes(minutes)
    : roomStrings.time.hours(hours, minutes % 60);
}
