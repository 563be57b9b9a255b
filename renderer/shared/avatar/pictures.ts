const FILES = import.meta.glob<string>('../../../assets/avatars/*.svg', {
  eager: true,
  query: '?inline',
  import: 'default',
});

/** The drawn pictures, in the order of their file names; an `avatarId` points into it. */
const PICTURES: readonly string[] = Object.keys(FILES)
  .sort()
  .map((path) => FILES[path] ?? '');

export const PICTURE_NAMES = [
  'lamp',
  'leaf',
  'cup',
  'fox',
  'cat',
  'owl',
  'moon',
  'sun',
  'peak',
  'boat',
  'kite',
  'mushroom',
  'cactus',
  'pear',
  'book',
  'bell',
  'key',
  'house',
  'star',
  'snail',
  'fish',
  'bird',
  'whale',
  'bear',
] as const;

export const PICTURE_COUNT = PICTURE_NAMES.length;

/** Any avatar id, those of other clients included, means one of our pictures. */
export function pictureIndex(avatarId: string): number {
  const id = Number(avatarId);
  return Number.isSafeInteger(id) && id >= 0 ? id % PICTURE_COUNT : 0;
}

/** The picture's address, for an `img`. */
export function pictureOf(avatarId: string): string {
  return PICTURES[pictureIndex(avatarId)] ?? '';
}

/** The picture's name, for the text key `avatar.NAME`. */
export function pictureName(avatarId: string): (typeof PICTURE_NAMES)[number] {
  return PICTURE_NAMES[pictureIndex(avatarId)] ?? 'lamp';
}
