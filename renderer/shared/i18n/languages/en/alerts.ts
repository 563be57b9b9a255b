/** Being told of what happens while one looks elsewhere. */
// One text a line, however long.
// prettier-ignore
const alerts = {
  'alerts.title': 'Alerts',
  'alerts.about': 'Tell me, while I look elsewhere, of',
  'alerts.about.me': 'Direct messages and mentions',
  'alerts.about.all': 'Every message',
  'alerts.about.nothing': 'Nothing',
  'alerts.sound': 'With a sound',
  'alerts.notices': 'With a notice from the system',
  'alerts.ask': 'Ask this browser',
  'alerts.unasked': 'Notices from the system: this browser hasn’t been asked yet.',
  'alerts.insecure': 'Notices from the system: browsers allow them only over https or on the host’s own computer. This page came over plain http, so a sound, the tab’s title and its icon tell you instead.',
  'alerts.denied': 'Notices from the system: this browser was told no. Allow them for this address in the browser’s own site settings, then reload the page.',
  'alerts.unsupported': 'Notices from the system: this browser has none. A sound, the tab’s title and its icon tell you instead.',
} as const;

export default alerts;
