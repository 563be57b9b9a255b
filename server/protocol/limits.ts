const MEBIBYTE = 1_048_576;

/**
 * Every limit of the host, with its unit in the name and the reason beside it.
 *
 * Clients read the ones they need from `GET /api/v1/server`; pages import this file directly.
 */
export const LIMITS = {
  // --- What people write ---
  /** Two A4 pages. */
  messageTextMaxChars: 8_000,
  usernameMaxChars: 32,
  roomNameMaxChars: 48,
  roomTopicMaxChars: 240,
  serverNameMaxChars: 48,
  /** NIST SP 800-63B: at least 8; the upper bound only keeps hashing cost in hand. */
  passwordMinChars: 8,
  passwordMaxChars: 128,
  /** An avatar is a small number written as text, as the original's clients send it. */
  avatarIdMaxChars: 8,
  pinDigits: 6,
  /** A Wi-Fi's name has at most 32 bytes (IEEE 802.11 §9.4.2.2). */
  wifiNameMaxChars: 32,
  emojiMaxChars: 32,
  /** More than this and a message is a wall of stickers; Slack stops at 23. */
  reactionsPerMessageMaxKinds: 20,
  filesPerMessageMax: 10,
  /** People are reminded of a message to confirm at most this often: more would be nagging. */
  remindIntervalMs: 300_000,
  /** What nobody confirmed in this time is not pointed at any more. */
  confirmationWaitsMs: 2_592_000_000,
  clientMessageIdMaxChars: 64,
  requestIdMaxChars: 64,
  roomMembersPerRequestMax: 200,
  roomsMax: 500,

  // --- Frames, bodies, pages ---
  /** One message of the largest size, each character escaped as two \uXXXX, with room to spare. Larger closes with 1009. */
  frameMaxBytes: 98_304,
  jsonBodyMaxBytes: 65_536,
  historyPageMax: 200,
  historyPageDefault: 50,
  /** Counting stops here and pages show "999+": an exact large number helps nobody. */
  unreadCountMax: 1_000,
  /** Up to this many members a read marker is told to the room ("seen by"), beyond it only to its owner. */
  readReceiptRoomMaxMembers: 32,

  // --- Search ---
  searchQueryMaxChars: 400,
  searchPageDefault: 25,
  searchPageMax: 100,
  /** Matches looked at for one page. Where all of them are for others to read, the next page goes on from there. */
  searchScanMax: 6_000,
  /** What was stored is indexed this much later, many messages at once. A question brings the index up to date by itself. */
  searchFollowMs: 1_000,
  /** Messages indexed in one go while the index is made; a question waits at most for one of these. */
  searchBuildBatch: 400,

  // --- Connections ---
  helloTimeoutMs: 10_000,
  /** The host pings at this pace, so that sleeping phones and dead Wi-Fi are noticed. */
  pingIntervalMs: 30_000,
  /** Two missed pings and a half. */
  silenceTimeoutMs: 75_000,
  connectionsMax: 12_000,
  /** Connections the system may hold until the host takes them. Everybody comes back in one moment when the Wi-Fi does;
   * beyond the usual 511 they would wait a second or three before they are even heard. */
  listenBacklog: 4_096,
  connectionsPerUserMax: 20,
  /** Bytes waiting for one slow reader before live pushes stop and it reads from the log instead. */
  connectionBufferMaxBytes: 1_048_576,
  /** With more than this waiting, typing and presence are left out for a connection. */
  ephemeralBufferMaxBytes: 65_536,
  /** A reader that takes nothing for this long is let go (1013); it resumes when it can. */
  stalledReaderTimeoutMs: 60_000,
  /** Changes nobody waits for (arrivals, read markers) may be held this long to travel together. */
  lazyFlushMs: 100,
  presenceBatchMs: 500,
  /** A page reload must not look like leaving and coming back. */
  offlineGraceMs: 4_000,
  typingRepeatMs: 2_000,
  typingBatchMs: 400,
  /** "Several people are typing" needs no more names than this. */
  typingNamesMax: 5,
  /** Markers follow scrolling; storing them this often is enough. */
  readMarkerFlushMs: 500,

  // --- The original's door ---
  /** Through it, the original's own limits hold, so that its clients' forms say the same as the host. */
  seedContentMaxChars: 800,
  seedUsernameMinChars: 2,
  seedUsernameMaxChars: 16,
  seedPasswordMinChars: 6,
  seedPasswordMaxChars: 32,
  /** Rows in one answer of its history. */
  seedPageMessages: 100,
  /** Its clients send a heartbeat after 15 s without news; this is the original's own patience. */
  seedSilenceTimeoutMs: 60_000,
  /** Frames of one connection that wait before it is not read from for a while. */
  seedQueuedFramesMax: 64,
  /** Frames that make no sense before the connection is closed (4400): it speaks another protocol. */
  seedBadFramesMax: 100,

  // --- The event log ---
  /** A page of missed events read from the log at a time. */
  resumePageEvents: 500,
  /** Or this much of their text, whichever comes first: a page is what each reader that came back holds in memory. */
  resumePageMaxChars: 262_144,
  /** Farther behind than this, reloading rooms is cheaper than replaying. */
  resumeMaxEvents: 10_000,
  /** Events kept for resuming; messages themselves are kept for ever. */
  eventLogKeepEvents: 100_000,

  // --- Files ---
  /** A minute of phone video, or any document; an admin may change it. */
  fileMaxBytes: 100 * MEBIBYTE,
  /** The most an admin may allow: a film, at an hour of good Wi-Fi. */
  fileMaxBytesCeiling: 4_096 * MEBIBYTE,
  /** What one person's files may take together; an admin may change it. */
  userQuotaBytes: 2_048 * MEBIBYTE,
  /** What all files may take on the host's disk; an admin may change it. */
  totalQuotaBytes: 20_480 * MEBIBYTE,
  /** The most an admin may set a quota to: 16 TiB, beyond any disk that a chat's host has. */
  quotaBytesCeiling: 16_777_216 * MEBIBYTE,
  /** Room for a phone's 108-megapixel photo. Shown, a pixel takes 4 bytes of every reader's memory. */
  pictureMaxPixels: 120_000_000,
  /** The largest box a timeline gives a picture, on a screen with two dots to a pixel. */
  thumbnailMaxWidth: 720,
  thumbnailMaxHeight: 640,
  /** Smaller pictures are shown as they are: a thumbnail would hardly save anything. */
  thumbnailFromBytes: 65_536,
  /** The sides of the few pixels that stand for a picture until it is there; some 200 bytes in each message. */
  previewMaxSide: 20,
  /** One of libuv's four threads: files, DNS and passwords never wait for pictures. */
  picturesAtOnce: 1,
  /** With more waiting, an upload does not wait for its thumbnail; it is made when somebody looks. */
  picturesWaitingMax: 8,
  /** A phone's largest photo takes two; beyond this it is a trap. */
  pictureTimeoutSeconds: 20,
  fileNameMaxChars: 200,
  /** Looked at to tell what a file is; every signature on the inline list stands before this. */
  fileHeadBytes: 16_384,
  /** What a multipart form adds to the file in it: boundaries, headers, a few small fields. */
  uploadFormMaxExtraBytes: 65_536,
  uploadFormMaxFields: 16,
  uploadFormFieldMaxBytes: 1_024,
  /** As many connections as a browser opens to one host. */
  uploadsAtOncePerUser: 6,
  /** A sender that is silent for this long in the middle of a file has gone. */
  uploadSilenceTimeoutMs: 30_000,
  /** After a refusal the rest of the body is read away for this long, so that the sender gets to read why. */
  uploadDrainMs: 10_000,
  /** Uploads one person may have begun and not finished. */
  unfinishedUploadsPerUser: 40,
  /** An upload that nothing was added to for this long is not resumed any more. */
  unfinishedUploadKeepMs: 86_400_000,
  /** How long one request for an upload waits until an older one, perhaps of a dead connection, lets go of it. */
  uploadHandOverMs: 2_000,
  /** The `Upload-Metadata` of a resumable upload: a name in UTF-8 and base64, and little else. */
  uploadMetadataMaxChars: 4_096,
  /** Files leave this much of the disk free, so that messages can still be stored. */
  diskReserveBytes: 32 * MEBIBYTE,
  /** A file that no message took in this time was given up by its sender. */
  unattachedFileKeepMs: 86_400_000,
  /** Files dropped by one commit; keeps that commit short. */
  dropFilesBatch: 500,

  // --- Image hosts (off unless an admin switches them on) ---
  /** Reaching one: a network without internet should not cost a sender more than this. */
  imageHostConnectTimeoutMs: 5_000,
  /** The whole exchange with one, upload included. */
  imageHostTotalTimeoutMs: 30_000,
  /** Their answers are a few hundred bytes of JSON. */
  imageHostAnswerMaxBytes: 65_536,
  /** freeimage.host takes pictures up to 64 MB. */
  freeimageMaxBytes: 64_000_000,
  /** sm.ms takes pictures up to 5 MB. */
  smmsMaxBytes: 5_000_000,
  imageHostKeyMaxChars: 200,
  imageHostUrlMaxChars: 2_000,

  // --- Rates ---
  /** Faster than anybody types, with room for an outbox that comes back from an hour offline. */
  sendsPerSecond: 10,
  sendsBurst: 60,
  /** Everything else a connection may ask. */
  framesPerSecond: 30,
  framesBurst: 120,
  /** Frames refused in a row before the connection is closed (4429): a client that does not listen. */
  rateStrikesMax: 500,
  requestsPerSecond: 30,
  requestsBurst: 200,
  joinsPerSecondPerAddress: 0.2,
  /** A classroom behind one router joins together. */
  joinsBurstPerAddress: 60,
  signInFailuresFree: 5,
  signInDelayFirstSeconds: 1,
  signInDelayMaxSeconds: 60,
  signInFailuresPerAddress: 50,
  signInFailuresWindowMs: 600_000,
  /** Keys remembered by each limiter; the oldest go first. */
  limiterKeysMax: 10_000,

  /** A JSON body is small: one that takes longer to arrive holds a connection for nothing. */
  jsonBodyTimeoutMs: 20_000,
  /** The longest any request may take to arrive; a large file over poor Wi-Fi needs most of it. */
  requestTimeoutMs: 3_600_000,

  // --- Sessions and secrets ---
  sessionDays: 365,
  /** OWASP's scrypt setting with 32 MiB: N=2^15, r=8, p=3. */
  scryptCost: 32_768,
  scryptBlockSize: 8,
  scryptParallelization: 3,
  /** Half of libuv's four threads, so that files and DNS never wait for passwords. */
  scryptConcurrency: 2,
  /** Waiting sign-ins beyond this get "busy" at once instead of a long silence. */
  scryptQueueMax: 200,

  // --- Storage ---
  readerThreads: 2,
  /** How often sessions' last use is noted, and the event log trimmed. */
  upkeepIntervalMs: 600_000,
  /** Events dropped from the log by one commit; keeps that commit short. */
  trimBatchEvents: 2_000,
  /** Commands committed together; bounds the time one commit can take. */
  commitBatchMax: 1_000,
  /** Waiting writes beyond this are refused with "busy": memory stays bounded when the disk stalls. */
  writeQueueMax: 20_000,
  /** Up to this size the whole file is checked before start; larger ones in the background. */
  checkBeforeStartMaxBytes: 67_108_864,
  logFileMaxBytes: 5_242_880,
  logFilesKept: 5,

  // --- Ports ---
  /** The first port tried; 8322 is unassigned by IANA. */
  portFirst: 8_322,
  /** Below this, Linux and macOS ask for an administrator. */
  portMin: 1_024,
  /** Above this, systems hand ports out to outgoing connections (RFC 6335), and the port would be lost again. */
  portMax: 49_151,

  // --- The host screen ---
  /** Who came in last; more than a screen shows. */
  arrivalsShown: 20,
  /** The host's state is told on change, at most this often. */
  hostStateIntervalMs: 1_000,
  /** Sizes on the disk change with every message; looking this often is enough for a screen. */
  diskLookIntervalMs: 10_000,
  /** Open host screens: windows, a projector, a few admins' browsers. */
  hostWatchersMax: 20,
  /** Proxies and sleeping browsers cut streams that are silent for long. */
  hostStreamHeartbeatMs: 15_000,
  /** A host screen that has taken nothing for this long is cut off; its browser comes back by itself. */
  hostStreamStallMs: 60_000,

  // --- The desktop app ---
  /** The way in for the owner's chat window: followed at once by the app, or never. */
  entryTicketMs: 30_000,
  /** Ways in that are open at once; more than windows are opened in 30 seconds. */
  entryTicketsMax: 8,
  /** Sessions of the host window: each start of a page asks for one, and the oldest ends. */
  hostWindowSessionsMax: 8,
  noticeTextMaxChars: 200,
  /** After a wake, a connection that does not answer a ping in this time has died meanwhile. */
  wakeAnswerTimeoutMs: 10_000,
  /** Written out before the process ends: the last words to the app travel by themselves. */
  controlFarewellMs: 100,

  // --- Network doctor ---
  /** A host calls itself within milliseconds; a firewall that swallows packets never answers. */
  doctorCallTimeoutMs: 2_000,
  /** RFC 6762 §6 lets an answer wait 120 ms; asked twice. */
  doctorMdnsTimeoutMs: 1_500,
  /** Adapters looked at; a machine with more has them from programs. */
  doctorAdaptersMax: 32,

  // --- Nearby hosts ---
  nearbyHostsMax: 50,
  /** Names heard and not yet asked; what a flood of announcements can take of memory. */
  nearbyHeardMax: 200,
  /** How long another host's answer counts as fresh. */
  nearbyFreshMs: 15_000,
  /** The network is asked anew this often while somebody looks at the list. */
  nearbyAskIntervalMs: 30_000,
  nearbyCallTimeoutMs: 3_000,
  /** GET /server is below a kilobyte. */
  nearbyAnswerMaxBytes: 16_384,
  nearbyCallsAtOnce: 4,
  /** Where an announcement says nothing, or too much: RFC 6762 §10 recommends 75 minutes for what is shared. */
  nearbyTtlMaxSeconds: 4_500,
} as const;

/** What slow mode can be set to, in seconds: from taking turns in a lively room to a few words an hour. 0 is off. */
export const SLOW_MODE_CHOICES_SECONDS = [0, 5, 15, 30, 60, 300, 900] as const;
export type SlowModeSeconds = (typeof SLOW_MODE_CHOICES_SECONDS)[number];

/** The limits a client needs in order to say "too long" before the host does. */
export const PUBLIC_LIMITS = {
  messageTextMaxChars: LIMITS.messageTextMaxChars,
  usernameMaxChars: LIMITS.usernameMaxChars,
  passwordMinChars: LIMITS.passwordMinChars,
  passwordMaxChars: LIMITS.passwordMaxChars,
  roomNameMaxChars: LIMITS.roomNameMaxChars,
  roomTopicMaxChars: LIMITS.roomTopicMaxChars,
  historyPageMax: LIMITS.historyPageMax,
  reactionsPerMessageMaxKinds: LIMITS.reactionsPerMessageMaxKinds,
  frameMaxBytes: LIMITS.frameMaxBytes,
  fileMaxBytes: LIMITS.fileMaxBytes,
  filesPerMessageMax: LIMITS.filesPerMessageMax,
} as const;

export type PublicLimits = Record<keyof typeof PUBLIC_LIMITS, number>;
