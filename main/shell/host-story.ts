import type { ServerNews, ServerProblem } from '../server-process/server-process.ts';
import type { ShellState } from './shell.ts';

/** What a message from the host changes in the shell's state. */
export function afterNews(news: ServerNews): Partial<ShellState> {
  switch (news.type) {
    case 'listening':
      return { phase: news.isSetUp ? 'on' : 'first-run', problem: null, host: news.state };
    case 'state':
      return { host: news.state };
    case 'nearby':
      return { nearby: news.hosts };
    case 'notice':
      return {};
  }
}

export function afterProblem(problem: ServerProblem): Partial<ShellState> {
  return { phase: 'problem', problem };
}

/** A start that follows a problem still shows it: people want to know why the chat is gone. */
export function afterStart(state: ShellState): Partial<ShellState> {
  if (state.problem === null) return { phase: 'starting' };
  return { problem: { ...state.problem, isRestarting: true } };
}
