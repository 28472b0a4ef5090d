import type { ActivityRefusalCode } from '../activities/types.ts'

/** The one shape of every error, over HTTP and over the websocket. */
export interface Refusal {
  /** Stable, for programs and for the interface's catalogues (`errors.<code>`). */
  readonly code: ErrorCode
  /** One English sentence: what happened, that nothing else is lost, what to do. */
  readonly message: string
}

export const ErrorCode = {
  badRequest: 'bad_request',
  unauthorised: 'unauthorised',
  forbidden: 'forbidden',
  notFound: 'not_found',
  linkInvalid: 'link_invalid',
  tooMany: 'too_many_requests',
  tooLarge: 'too_large',
  malformed: 'malformed',
  foreignAuthor: 'foreign_author',
  unknownPlace: 'unknown_place',
  notYourNote: 'not_your_note',
  readOnly: 'read_only',
  unknownCommand: 'unknown_command',
  /** A participant's new note, while writing is private: it belongs on the desk. */
  writingPrivate: 'writing_private',
  boardLocked: 'board_locked',
  /** This note or cluster, or the cluster this note is in. */
  locked: 'locked',
  notYoursToMove: 'not_yours_to_move',
  notYoursToWrite: 'not_yours_to_write',
  clustersFixed: 'clusters_fixed',
  /** The running step of the agenda closes this. */
  stepClosed: 'step_closed',
  /** A person is signed in on as many devices as one may be. */
  tooManyDevices: 'too_many_devices',
  oldClient: 'old_client',
  /** The board was written by a later version of this program: it can be read here, and not changed. */
  newerVersion: 'newer_version',
  storeUnavailable: 'store_unavailable',
  /** What was asked for is damaged on the server's disk; everything else goes on. */
  damaged: 'damaged',
  exportFailed: 'export_failed',
  /** It waited, and others who had asked for less were let go first until there was no room for it. */
  exportGaveWay: 'export_gave_way',
  /** It takes more memory or time than the server has for a file. */
  exportTooLarge: 'export_too_large',
  importInvalid: 'import_invalid',
  /** More bytes than this server takes for one picture. */
  photoTooLarge: 'photo_too_large',
  /** More pixels than this server decodes. */
  photoTooManyPixels: 'photo_too_many_pixels',
  /** None of JPEG, PNG, WebP and GIF by its content, or a damaged one. */
  photoUnreadable: 'photo_unreadable',
  /** A vector drawing: it could carry scripts. */
  photoIsDrawing: 'photo_is_drawing',
  /** The board has as many pictures as it may. */
  photoQuota: 'photo_quota',
  /** A note refers to a picture that its writer has not sent and that has not been on the board, or is no longer kept. */
  photoUnknown: 'photo_unknown',
  internal: 'internal',
} as const
export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode] | ActivityRefusalCode
