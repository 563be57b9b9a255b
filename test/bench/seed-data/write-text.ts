import type { SeededRandom } from '../../support/seeded-random.ts';
import { CHINESE_SENTENCES, EMOJI, ENGLISH_SENTENCES } from './corpus.ts';

/** Of a hundred messages: how many are one sentence, a few, and a wall of text. */
const ONE_SENTENCE_PERCENT = 78;
const FEW_SENTENCES_PERCENT = 20;

/** What somebody might write: two languages, emoji, most messages short and a few of them long. */
export function writeText(random: SeededRandom): string {
  const chance = random.between(1, 100);
  if (chance <= 4) return random.pick(EMOJI);
  const isChinese = random.next() < 0.45;
  const sentences = isChinese ? CHINESE_SENTENCES : ENGLISH_SENTENCES;
  const text = Array.from({ length: sentenceCount(random) }, () => random.pick(sentences)).join(
    isChinese ? '' : ' ',
  );
  return random.next() < 0.15 ? `${text} ${random.pick(EMOJI)}` : text;
}

function sentenceCount(random: SeededRandom): number {
  const chance = random.between(1, 100);
  if (chance <= ONE_SENTENCE_PERCENT) return 1;
  if (chance <= ONE_SENTENCE_PERCENT + FEW_SENTENCES_PERCENT) return random.between(2, 4);
  return random.between(8, 40);
}
