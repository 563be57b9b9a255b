const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Every limit of the shell, with its unit in the name and the reason beside it. */
export const SHELL_LIMITS = {
  /** A large database is checked, copied and brought up to date before the host listens. */
  serverReadyMs: 120 * SECOND_MS,
  /** Often enough that nobody waits long in front of a dead chat; cheap enough not to be seen. */
  healthEveryMs: 10 * SECOND_MS,
  /** The event loop never waits for anything as long as this, so a host that does is stuck. */
  healthAnswerMs: 20 * SECOND_MS,
  /** A check that comes this late means that the machine slept, not that the host is stuck. */
  healthLatenessMs: 15 * SECOND_MS,
  /** People see a short gap; a fault that passes is over by then. */
  restartFirstMs: 500,
  /** A fault that stays is looked at again twice a minute, for ever: it may be a full disk that somebody clears. */
  restartMaxMs: 30 * SECOND_MS,
  /** After this long without a fault the next one counts as the first. */
  restartForgivenMs: 60 * SECOND_MS,
  /** From this many in a row on, the sentence says so. */
  restartsInARow: 5,
  /** Making the owner or a session is one commit; a busy disk may take its time. */
  requestMs: 15 * SECOND_MS,
  /** The host gives its clients 1.5 s; flushing a slow disk takes the rest. Systems that shut down wait no longer. */
  stopMs: 8 * SECOND_MS,

  /** Below this a window's controls can't be reached. */
  windowMinWidthPx: 360,
  windowMinHeightPx: 480,
  /** This much of a window's top edge must be on a screen, so that it can be dragged. */
  windowGripPx: 80,
  /** A drag raises an event for every pixel; the place is written once it rests. */
  placeWriteAfterMs: 500,

  /** A page that dies more often than this dies of itself; loading it again would only take up the machine. */
  pageRevivedAgainMs: 30 * SECOND_MS,

  /** Pages that open other sites in the browser: as many as a person clicks, not as many as a script can. */
  externalOpensMax: 5,
  externalOpensWindowMs: 10 * SECOND_MS,
  /** Browsers refuse longer ones. */
  externalUrlMaxChars: 2_048,

  /** Requests up to this size can be sent again with a new session; the admin page's JSON is far smaller. */
  replayMaxBytes: 65_536,

  logFileMaxBytes: 5_000_000,
  logFilesKept: 3,

  /** A phone that drops its Wi-Fi for a moment must find the host awake when it comes back. */
  awakeLingerMs: 2 * MINUTE_MS,

  /** Five notifications in ten seconds can be read; the rest of a flood is only counted. */
  noticeBurst: 5,
  noticeBurstWindowMs: 10 * SECOND_MS,
  /** A notification must be held for its click to arrive. More than these nobody goes back to. */
  noticesHeldMax: 50,
  /** Systems cut titles at about this length, some of them in the middle of a letter. */
  noticeTitleMaxChars: 80,
  /** Above this a badge says "9+": it has room for one digit. */
  badgeMaxCount: 9,

  /** A host's address takes far less. Longer links are somebody's attempt. */
  linkMaxChars: 400,
  /** Wider networks than these belong to tunnels, and would count half of the internet as near. */
  linkSubnetMinBits4: 16,
  linkSubnetMinBits6: 48,

  /** New versions are rare, and the feed is somebody's own small server. */
  updateCheckEveryMs: 6 * HOUR_MS,
  /** The start of the host comes first. */
  updateFirstCheckAfterMs: MINUTE_MS,
} as const;
