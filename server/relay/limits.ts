/**
 * The relay's numbers. Windows and thresholds come from the relay's measurements (fan-out cost against delay, memory
 * of stalled readers); rates are taste: some ten times what a busy person's browser sends.
 */
export const limits = {
  /** A socket with more bytes than this waiting gets no further document frames until it has drained. */
  lagBytes: 1_048_576,
  /**
   * Copying a megabyte to a socket takes a millisecond. A frame this large, with more than the second of these to copy in
   * all, goes to a part of the sockets at a time: the third is a turn's.
   */
  largeFrame: 65_536,
  largeFanOut: 32 * 1_048_576,
  turnBytes: 8 * 1_048_576,
  /** A socket with more than this waiting gets no presence: it would be old before it arrives. */
  presenceLagBytes: 65_536,
  /**
   * A socket is ended with more than the first of these waiting, not counting an answer on its way, and when it takes less
   * than `lagBytes` of what waits within the second: some 140 kbit/s.
   */
  lagLimitBytes: 16 * 1_048_576,
  lagLimitMs: 60_000,
  /** How long a socket that is ended for slowness may take to hear why. */
  endGraceMs: 5_000,
  /** How long a peer may take to answer a close before its socket is cut. */
  closeAnswerMs: 5_000,
  /** A message in more pieces than these is no browser's: each piece is an object while it waits for the last. */
  fragments: 1_024,
  chunks: 16_384,
  /** How long the process waits for clients to answer its goodbye. */
  closeGraceMs: 1_000,

  updatesPerSecond: 50,
  updateBurst: 500,
  bytesPerSecond: 131_072,
  byteBurst: 4 * 1_048_576,
  /** Cursors, awareness, pings: everything that is not an update or a command. */
  signalsPerSecond: 120,
  signalBurst: 480,
  /** So many bytes of a signal cost as much as one more signal: states are read through one by one. */
  signalBytes: 4_096,
  /** An answer to a state vector nobody else has sent costs a pass over the document: as much as this many updates. */
  answerCost: 10,
  /** A page takes one client id each time it is loaded; the burst is somebody who was offline for weeks. */
  clientIdsPerSecond: 0.2,
  clientIdBurst: 256,
  /** And all people of a board together. */
  boardClientIdsPerSecond: 1,
  boardClientIdBurst: 2_500,
  /** Apart from these: each person's first pages, and then four an hour, for the largest crowd promised, twice each. */
  personPages: 5,
  personPagesPerSecond: 4 / 3_600,
  boardPageBurst: 10_000,
  /** Largest command or hello, bytes: a vote on 2,000 notes has 50 kB. Read as JSON, so refused before. */
  jsonBytes: 131_072,
  /** Client ids in a state vector that the board does not know: written offline and not sent yet. */
  unknownClients: 1_000,

  /** Connections of one person to one board: windows on all their devices, and some that are not known to be dead yet. */
  personConnections: 20,
  /** Connections to one board, facilitators not counted: twice the largest crowd promised. */
  boardConnections: 10_000,

  /** Updates of one board that wait for its log, before further ones are sent back. */
  waitingBytes: 64 * 1_048_576,
  /** Documents larger than this, as encoded, are read one at a time. */
  largeBytes: 1_048_576,
  /** Ids swept in one tick when a board is opened. */
  sweptAtOnce: 2_000,
  /** What one tick takes of them, so that a flood on one board cannot hold up the others. */
  tickBytes: 1_048_576,
  tickUpdates: 1_000,
  /** And so long does it work on updates before the rest waits for the next one: what a frame of typing bears. */
  tickMs: 12,
  /**
   * Milliseconds of checking and applying that one person's updates may take: honest ones need a hundredth of it, a day of
   * work offline a tenth of the burst. Who is beyond it is asked to come again.
   */
  workMsPerSecond: 100,
  workMsBurst: 3_000,

  /** Updates kept of a connection that has not yet said what the server lacks, and how long they are kept. */
  heldUpdates: 100,
  answerLimitMs: 10_000,

  statesPerFlush: 64,
  cursorsPerFlush: 150,
  cursorMs: 66,
  peopleMs: 1_000,
  /** More connections than this are a crowd: no cursors, and states of facilitators alone. */
  crowd: 200,

  /** So long everybody who opens a board is told that part of it was lost; a weekly meeting hears of it once. */
  repairToldMs: 7 * 24 * 3_600_000,

  answerMs: 1_000,
  /** After an answer that took longer than the first, others have as long; who cannot be answered is looked at as often. */
  answerTurnMs: 4,
  answerRestMs: 50,
  /**
   * Different answers of one board that are on their way: further ones wait. And of all boards: a board that has less than its share
   * of these waits for nobody. Taste: what a small machine can spare.
   */
  answersOnWayBytes: 64 * 1_048_576,
  allAnswersOnWayBytes: 256 * 1_048_576,
  /** Who has taken nothing of theirs for so long makes way for who waits. */
  answerIdleMs: 5_000,
  answersKept: 32,
  answersKeptBytes: 16 * 1_048_576,
  /** Awareness clients remembered after they have left. */
  claimsKept: 20_000,

  sweepMs: 5_000,
  /** Every connection is pinged once in so many sweeps, and ended when it has been silent since the last time. */
  sweepsPerPing: 6,
  /** The stock client is sent something once in so many sweeps. */
  sweepsPerSign: 4,
} as const

/**
 * How long a tick gathers updates, by the number of connections: a fan-out costs a system call for each of them, so
 * at 500 connections 50 ms cost half of 16 ms. In straight lines: where it jumped, a few who came doubled everybody's
 * wait. Whoever writes to an idle board waits for none of it.
 */
export function tickWindowMs(connections: number): number {
  const next = tickWindows.findIndex(([most]) => connections <= most)
  const [to, toMs] = tickWindows.at(next) ?? [0, 0]
  const [from, fromMs] = tickWindows[next - 1] ?? [0, toMs]
  return fromMs + Math.min(1, (connections - from) / (to - from)) * (toMs - fromMs)
}

/** Up to so many connections, milliseconds. */
const tickWindows: readonly (readonly [most: number, ms: number])[] = [
  [50, 16],
  [200, 33],
  [1_000, 50],
  [5_000, 100],
]

/** How long presence states are gathered: 100 ms in a small group, 250 ms from 200 people on. */
export function stateWindowMs(connections: number): number {
  return Math.min(250, Math.max(100, connections * 1.25))
}

/** Milliseconds, told to whoever is sent away: spread over some seconds, so that a restart is not met by all at once. */
export function comeBackMs(): number {
  return 500 + Math.round(Math.random() * 4_500)
}
