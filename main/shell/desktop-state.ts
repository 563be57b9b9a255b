import type { DesktopState } from '../bridge/contract.ts';
import { problemSentence, textsIn } from '../texts/texts.ts';
import type { ShellState } from './shell.ts';

/** What the page is told besides the shell's own state. */
export type PageFacts = Pick<
  DesktopState,
  'suggestedServerName' | 'suggestedUserName' | 'isFullScreen' | 'versions' | 'platform'
>;

/** The shell's state as the admin page sees it, in the shell's language. */
export function desktopState(state: ShellState, facts: PageFacts): DesktopState {
  const { phase, problem, settings, isKeepingAwake, nearby, update, language } = state;
  return {
    phase,
    problem: problem && {
      ...problem,
      message: problemSentence(textsIn(language), problem.code, problem.message),
    },
    settings,
    isKeepingAwake,
    nearby: [...nearby],
    update,
    ...facts,
  };
}
