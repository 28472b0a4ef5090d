import { crowdLimit } from '#shared/wire/presence.ts'

/**
 * The relay's numbers. Windows and thresholds come from measurements (cost of a fan-out against delay, memory
 * of stalled readers). Rates are not measured: some ten times what the browser of a busy person sends.
 */
export const limits = {
  /** A connection with more waiting bytes gets no document frames until it has drained. */
  lagBytes: 1_048_576,
  /**
   * Copying a megabyte to a socket takes a millisecond. A frame of `largeFrame` bytes or more that makes
   * more than `largeFanOut` bytes in all is sent in turns of `turnBytes`, or of so many milliseconds.
   */
  largeFrame: 65_536,
  largeFanOut: 32 * 1_048_576,
  turnBytes: 8 * 1_048_576,
  catchUpTurnMs: 8,
  /** A connection with more waiting bytes gets no presence: it would be old before it arrives. */
  presenceLagBytes: 65_536,
  /**
   * A connection is ended with more waiting bytes than `lagLimitBytes`, not counting an answer in flight.
   * It is also ended when it takes less than `lagBytes` of the waiting bytes within `lagLimitMs`: some
   * 140 kbit/s.
   */
  lagLimitBytes: 16 * 1_048_576,
  lagLimitMs: 60_000,
  /** How long a connection that is ended for slowness may take to read the reason. */
  endGraceMs: 5_000,
  /**
   * Sockets of people who are just joining, of all boards; how long each waits for its session; and the bytes until then,
   * which are a secret and its frame. A crowd of 5,000 that joins within a minute has some hundred at a time.
   */
  joiningSockets: 1_000,
  joiningMs: 15_000,
  joiningBytes: 256,
  /** How long a peer may take to answer a close before its socket is cut. */
  closeAnswerMs: 5_000,
  /**
   * No browser sends a message in more pieces. Each piece is an object in memory until the last one comes.
   */
  fragments: 1_024,
  chunks: 16_384,
  /** How long the process waits for clients to answer its goodbye. */
  closeGraceMs: 1_000,

  updatesPerSecond: 50,
  updateBurst: 500,
  bytesPerSecond: 131_072,
  byteBurst: 4 * 1_048_576,
  /** Cursors, awareness, pings: everything except updates and commands. */
  signalsPerSecond: 120,
  signalBurst: 480,
  /** Each such number of bytes of a signal costs one more signal: states are read one by one. */
  signalBytes: 4_096,
  /** The answer to a new state vector is a pass over the document. It costs as much as this many updates. */
  answerCost: 10,
  /**
   * A page takes one client id each time it is loaded. The burst is for somebody who was offline for weeks.
   */
  clientIdsPerSecond: 0.2,
  clientIdBurst: 256,
  /** The same for all people of a board together. */
  boardClientIdsPerSecond: 1,
  boardClientIdBurst: 2_500,
  /**
   * Apart from these: the first pages of each person, then four an hour, for twice the largest promised
   * crowd.
   */
  personPages: 5,
  personPagesPerSecond: 4 / 3_600,
  boardPageBurst: 10_000,
  /**
   * Bytes of the largest command or hello. A vote on 2,000 notes has 50 kB. Longer JSON is refused unread.
   */
  jsonBytes: 131_072,
  /** Client ids in a state vector that the board does not know: written offline and not sent yet. */
  unknownClients: 1_000,

  /**
   * Connections of one person to one board: windows on all devices, and some that are not known to be
   * dead yet.
   */
  personConnections: 20,
  /** Connections to one board, not counting facilitators: twice the largest promised crowd. */
  boardConnections: 10_000,

  /** Bytes of updates that wait for the log of one board. Further updates are sent back. */
  waitingBytes: 64 * 1_048_576,
  /** Documents with more encoded bytes are read one at a time. */
  largeBytes: 1_048_576,
  /** Ids removed in one tick when a board is opened. */
  sweptAtOnce: 2_000,
  /** Most updates of one tick, so that a flood on one board cannot hold up the others. */
  tickBytes: 1_048_576,
  tickUpdates: 1_000,
  /** Most work of one tick. Typing still feels immediate with it. */
  tickMs: 12,
  /** While many boards are busy, they tick at the same moments. With 20 ms the store has twice as many commits. */
  beatMs: 50,
  /**
   * Milliseconds of checking and applying that the updates of one person may take. Honest people need a
   * hundredth of it; a day of offline work needs a tenth of the burst. A person beyond it must come again.
   */
  workMsPerSecond: 100,
  workMsBurst: 3_000,

  /**
   * Updates held of a connection that has not yet answered the server's question, and how long they are held.
   */
  heldUpdates: 100,
  answerLimitMs: 10_000,

  statesPerFlush: 64,
  cursorsPerFlush: 150,
  cursorMs: 66,
  /** How often states are renewed while places are hidden. Clients forget a state after 30 s. */
  renewMs: 10_000,
  /** More connections are a crowd: no cursors, and presence of facilitators alone. */
  crowd: crowdLimit,

  /**
   * How long everybody who opens a board is told that a part of it was lost. A weekly meeting hears it once.
   */
  repairToldMs: 7 * 24 * 3_600_000,

  answerMs: 1_000,
  /**
   * A slice of an answer. y-websocket gives up a server when no frame has ended for 30 s: on the slowest line
   * that is served (`lagLimitMs`) a slice takes 8 s at most. A page reads 2,000 structs, some 500 notes, in 5 ms.
   */
  sliceBytes: 131_072,
  sliceStructs: 2_000,
  /** A smaller answer is sent as it is. */
  plainAnswerBytes: 4_096,
  /** Answers that are compressed at once, of all boards. Each holds its bytes twice. */
  answersInTheMaking: 4,
  /**
   * After an answer that took longer than `answerTurnMs`, other work gets the same time. Waiting members
   * retry this often.
   */
  answerTurnMs: 4,
  answerRestMs: 50,
  /**
   * Bytes of different answers in flight, of one board and of all boards. Further answers wait. A board
   * below its share of all waits for no other board. Not measured: what a small machine can spare.
   */
  answersInFlightBytes: 64 * 1_048_576,
  allAnswersInFlightBytes: 256 * 1_048_576,
  /** A member that has read nothing for so long is ended when other members wait. */
  answerIdleMs: 5_000,
  answersKept: 32,
  answersKeptBytes: 16 * 1_048_576,
  /** Awareness clients remembered after they have left. */
  claimsKept: 20_000,

  sweepMs: 5_000,
  /** Each connection is pinged once in so many sweeps, and cut when it was silent since the last ping. */
  sweepsPerPing: 6,
  /** The stock client is sent an empty message once in so many sweeps. */
  sweepsPerSign: 4,
} as const

/**
 * How long after a tick the next one may come, by the number of connections. A fan-out costs a system call for each of
 * them: at 500 connections, 50 ms cost half of 16 ms. The steps are joined by straight lines: with jumps, a
 * few people who joined doubled everybody's delay. An update on an idle board waits for none of it.
 */
export function tickWindowMs(connections: number): number {
  const next = tickWindows.findIndex(([max]) => connections <= max)
  const [to, toMs] = tickWindows.at(next) ?? [0, 0]
  const [from, fromMs] = tickWindows[next - 1] ?? [0, toMs]
  return fromMs + Math.min(1, (connections - from) / (to - from)) * (toMs - fromMs)
}

/**
 * How long the first update of a tick waits for others while other boards make so many deliveries a second. Five people
 * who write once a second seldom do so in the same window after a tick. From the first one on, three of ten ticks have
 * two updates or more.
 */
export function gatherMs(connections: number, deliveriesOfOthers: number): number {
  const load = (deliveriesOfOthers - busyFrom) / (busyAt - busyFrom)
  return Math.max(0, busyWindowMs - tickWindowMs(connections)) * Math.min(1, Math.max(0, load))
}

/** Deliveries a second, if each update were sent alone. Without larger ticks 8,000 take a quarter of a core. */
const busyFrom = 2_000
const busyAt = 8_000
const busyWindowMs = 70

/** Milliseconds up to so many connections. */
const tickWindows: readonly (readonly [max: number, ms: number])[] = [
  [10, 4],
  [20, 16],
  [50, 16],
  [200, 33],
  [1_000, 50],
  [5_000, 100],
]

/** How long presence is gathered: 100 ms in a small group, 250 ms from 200 people on. */
export function stateWindowMs(connections: number): number {
  return Math.min(250, Math.max(100, connections * 1.25))
}

/**
 * How long changes of the number of people are gathered: 1 s up to 500 people, 10 s from 5,000 on. A message to each of
 * 5,000 people takes a tenth of a second.
 */
export function peopleWindowMs(connections: number): number {
  return Math.min(10_000, Math.max(1_000, connections * 2))
}

/**
 * When a client should come back, in milliseconds: spread over some seconds, so that not all come at once.
 */
export function comeBackMs(): number {
  return 500 + Math.round(Math.random() * 4_500)
}
