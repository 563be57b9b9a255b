/** What one can write beside plain words. */
// One text a line, however long.
// prettier-ignore
const writing = {
  'writing.spoilerShow': 'Hidden text. Press to show it.',
  'writing.code': 'Code',
  'writing.copyCode': 'Copy the code',
  'writing.everybody': 'here',
  'writing.everybodyHint': 'everybody in this room',
  'writing.notInRoom': 'not in this room',
  'writing.optionsLabel': 'Suggestions',
  'writing.options_one': '{{count}} suggestion',
  'writing.options_other': '{{count}} suggestions',
} as const;

export default writing;
