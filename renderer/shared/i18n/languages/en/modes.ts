/** Who may write in a room, and how often. */
// One text a line, however long.
// prettier-ignore
const modes = {
  'modes.who': 'Who can write here',
  'modes.everyone': 'Everyone in the room',
  'modes.keepers': 'Only those who look after the room',
  'modes.whoHint': 'Those who look after a room: who made it, and the host’s owner and admins. Everyone can still react.',
  'modes.slow': 'Slow mode',
  'modes.slowOff': 'Off',
  'modes.slowHint': 'How long everyone else waits between two messages.',
  'modes.seconds_one': '{{count}} second',
  'modes.seconds_other': '{{count}} seconds',
  'modes.minutes_one': '{{count}} minute',
  'modes.minutes_other': '{{count}} minutes',
  'modes.announceOnly': 'Only those who look after this room write here. You can read and react.',
  'modes.slowNote': 'Slow mode: one message every {{time}}.',
  'modes.slowWait': 'Slow mode. You can write again in {{time}}; what you type stays here.',
  'modes.slowQueued': 'Slow mode: goes out in {{time}}.',
} as const;

export default modes;
