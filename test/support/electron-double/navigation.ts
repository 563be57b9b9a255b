import type { CDPSession, Page } from 'playwright-core';
import type { HandlerDetails, WindowOpenHandlerResponse } from 'electron';
import { preventable } from './preventable.ts';
import type { WebContents } from './web-contents.ts';

interface Rules {
  /** True once for each address that the app loads itself. */
  isOwnLoad: (url: string) => boolean;
  toApp: (url: string) => string;
  openHandler: () => ((details: HandlerDetails) => WindowOpenHandlerResponse) | null;
}

/**
 * Raises will-navigate, will-frame-navigate and will-redirect before a document is fetched, and asks the window-open
 * handler. A popup that is denied exists for a moment before it is closed; in Electron it never does.
 */
export async function watchNavigation(
  contents: WebContents,
  page: Page,
  cdp: CDPSession,
  rules: Rules,
): Promise<void> {
  const { targetInfo } = await cdp.send('Target.getTargetInfo');
  const asked: string[] = [];

  cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, redirectedRequestId }) => {
    const isMainFrame = frameId === targetInfo.targetId;
    const isAllowed =
      redirectedRequestId !== undefined
        ? ask('will-redirect', request.url, isMainFrame)
        : (isMainFrame && rules.isOwnLoad(request.url)) ||
          (ask('will-frame-navigate', request.url, isMainFrame) &&
            (!isMainFrame || ask('will-navigate', request.url, true)));
    const answer = isAllowed
      ? cdp.send('Fetch.continueRequest', { requestId })
      : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
    // The page may be closed by now.
    answer.catch(() => undefined);
  });
  await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] });

  cdp.on('Page.windowOpen', ({ url }) => asked.push(url));
  await cdp.send('Page.enable');
  page.on('popup', (popup) => {
    const url = rules.toApp(asked.shift() ?? popup.url());
    const response = rules.openHandler()?.({
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: contents.getURL(), policy: 'strict-origin-when-cross-origin' },
    });
    if (response?.action !== 'allow' && response !== undefined) void popup.close().catch(() => undefined);
  });

  function ask(name: string, browserUrl: string, isMainFrame: boolean): boolean {
    const url = rules.toApp(browserUrl);
    const event = preventable({ url, isMainFrame, isSameDocument: false, frame: null, initiator: null });
    contents.emit(name, event, url, false, isMainFrame);
    return !event.defaultPrevented;
  }
}
