/** What one can write beside plain words. */
// One text a line, however long.
// prettier-ignore
const writing = {
  'writing.spoilerShow': 'Hidden text. Press to show it.',
  'writing.code': 'Code',
  'writing.copyCode': 'Copy the code',
} as const;

export default writing;
