import type { Dialog } from 'electron';
import { textsIn, type Language } from '../texts/texts.ts';

/** Asks whether to quit although people are connected. */
export async function confirmQuit(
  dialog: Pick<Dialog, 'showMessageBox'>,
  language: Language,
  people: number,
): Promise<boolean> {
  const texts = textsIn(language).quit;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Porchlight',
    message: texts.title,
    detail: `${texts.question(people)} ${texts.detail}`,
    buttons: [texts.quit, texts.stay],
    // Return is pressed without reading; it must not end everybody's chat.
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
