/** A refusal in one entry: its code is the key. Catalogues of the interface may use another sentence. */
export interface RefusalEntry {
  /** One English sentence: what happened, that nothing else is lost, what to do. */
  readonly message: string
  /** The same request may succeed later, without a change. */
  readonly mayRetry: boolean
}

export type RefusalTable = Readonly<Record<string, RefusalEntry>>

/** Refusals of the program itself. Codes are stable. Activities add theirs (shared/activities/<name>/commands.ts). */
export const refusals = {
  bad_request: { message: 'The request could not be understood.', mayRetry: false },
  unauthorised: {
    message: 'Your access to this board has ended; open its link again.',
    mayRetry: false,
  },
  forbidden: { message: 'Your link does not allow this, so nothing was changed.', mayRetry: false },
  not_found: { message: 'This board no longer exists, so nothing was changed.', mayRetry: false },
  link_invalid: { message: 'This link no longer opens the board, so nothing was changed.', mayRetry: false },
  secret_needed: {
    message: 'Boards are opened on this server only with its secret; ask the people who run it.',
    mayRetry: false,
  },
  secret_wrong: { message: 'This is not the secret of this server.', mayRetry: false },
  boards_full: {
    message: 'This server has as many boards as it may have; ask the people who run it.',
    mayRetry: false,
  },
  own_boards_full: {
    message: 'You have as many boards as one person may have on this server; delete one first.',
    mayRetry: false,
  },
  sign_in_needed: {
    message: 'Only people who are signed in may open boards on this server.',
    mayRetry: false,
  },
  /** It asks for words, and nothing in the text can be seen. */
  no_words: { message: 'There is nothing to read in this text; write a word.', mayRetry: false },
  /** Questions, pairs, comments, phrases from other statements and versions have a limit for the board. */
  share_used: {
    message: 'You have used your share of what this board can hold, so nothing was added; others can go on.',
    mayRetry: false,
  },
  too_many_requests: {
    message: 'Too many requests came in a short time; wait a minute, then try again.',
    mayRetry: true,
  },
  too_large: {
    message: 'This board is full, so nothing was changed; remove notes, or go on with a new board.',
    mayRetry: false,
  },
  board_full: {
    message: 'This board is full, so this was not applied. A facilitator can remove notes.',
    mayRetry: false,
  },
  desk_full: {
    message: 'Your desk is full, so this was not applied. Delete some drafts.',
    mayRetry: false,
  },
  text_full: {
    message: 'This text is as long as it may be, so it was not changed; take words out first.',
    mayRetry: false,
  },
  malformed: {
    message: 'This change could not be read, so it was not applied; please reload the page.',
    mayRetry: false,
  },
  foreign_author: {
    message: 'This change carries the mark of somebody else, so it was not applied.',
    mayRetry: false,
  },
  unknown_place: {
    message: 'This part of the board cannot be written directly, so nothing was changed.',
    mayRetry: false,
  },
  /** A coordinate or a height in the stack beyond the limits of a board. */
  outside_board: {
    message: 'This would lie outside the board, so nothing was changed; place it nearer to the other notes.',
    mayRetry: false,
  },
  /** Beyond the sizes that notes may have, or the arrows that may begin at one. */
  note_size: {
    message:
      'A note is from half to three times its usual size and has at most forty arrows, so nothing was changed.',
    mayRetry: false,
  },
  arrows_full: {
    message:
      'This board has as many arrows as it may have, so this one was not drawn; take others away first.',
    mayRetry: false,
  },
  areas_full: {
    message:
      'This board has as many areas as it may have, so this one was not drawn; take others away first.',
    mayRetry: false,
  },
  not_your_note: {
    message: 'Only its author or a facilitator can delete this note, so it was not deleted.',
    mayRetry: false,
  },
  read_only: { message: 'This link is for viewing only, so nothing was changed.', mayRetry: false },
  unknown_command: {
    message: 'This command is unknown or incomplete; nothing was done.',
    mayRetry: false,
  },
  /** A participant's new note, while writing is private: it belongs among their drafts. */
  writing_private: {
    message:
      'Everyone is writing in private now, so this note was not added to the board; write it as a draft.',
    mayRetry: false,
  },
  board_locked: {
    message: 'The board is locked, so this was not changed; ask the facilitator.',
    mayRetry: false,
  },
  /** This note or cluster, or the cluster this note is in. */
  locked: {
    message: 'This note or group is locked, so it was not changed; ask the facilitator.',
    mayRetry: false,
  },
  not_yours_to_move: {
    message: 'On this board, people can move only their own notes, so this one was not moved.',
    mayRetry: false,
  },
  not_yours_to_write: {
    message: 'On this board, people can change only their own notes, so this one was not changed.',
    mayRetry: false,
  },
  /** The step of a note, its kind, the owner and date of a commitment, the colour of a signed note. */
  authors_only: {
    message: 'Only its author or a facilitator can change this of the note, so nothing was changed.',
    mayRetry: false,
  },
  step_over: {
    message: 'The step of this note is over, so it stays as it is; ask the facilitator.',
    mayRetry: false,
  },
  no_amendment: {
    message: 'No amendment is open, so the sentence stays as it is; ask the facilitator.',
    mayRetry: false,
  },
  workshop_over: {
    message: 'The workshop is over, so the board stays as it is; ask the facilitator to open it.',
    mayRetry: false,
  },
  clusters_fixed: {
    message: 'On this board, only facilitators can make and change groups, so nothing was changed.',
    mayRetry: false,
  },
  other_table: {
    message: 'This is the place of another table, so nothing was changed; work at your own table.',
    mayRetry: false,
  },
  no_table: {
    message: 'You sit at no table in this step, so nothing was changed.',
    mayRetry: false,
  },
  enough_handed: {
    message: 'Your table hands up as much as it may; take something back first.',
    mayRetry: false,
  },
  unknown_item: {
    message: 'This is no longer on the board, so nothing was changed.',
    mayRetry: false,
  },
  /** The running step of the agenda closes this. */
  agenda_moved: {
    message: 'Somebody else has led on meanwhile, so nothing was changed; this is the step now.',
    mayRetry: false,
  },
  agenda_edited: {
    message: 'Somebody else has changed the agenda meanwhile, so your change was not taken; make it again.',
    mayRetry: false,
  },
  page_edited: {
    message:
      'Somebody else has changed the texts of this page meanwhile, so nothing was changed; read them and send yours again.',
    mayRetry: false,
  },
  /** Its adoption came with a file, and no facilitator has said that it is theirs. */
  adoption_imported: {
    message:
      'This sentence was adopted in an imported file, so nothing was published; a facilitator says first that it is yours.',
    mayRetry: false,
  },
  agenda_running: {
    message: 'This step has run already or runs now, so its kind and its place stay.',
    mayRetry: false,
  },
  no_agenda: { message: 'This board has no agenda, so nothing was changed.', mayRetry: false },
  not_begun: { message: 'The workshop has not begun, so it cannot end.', mayRetry: false },
  /** The step needs an adopted purpose. A move that says why it goes on without one is taken. */
  purpose_missing: {
    message: 'No purpose was adopted yet, so the group stays here; say why it goes on without one.',
    mayRetry: false,
  },
  unknown_step: { message: 'The agenda has no such step, so nothing was changed.', mayRetry: false },
  bad_template: { message: 'This is no agenda that can be played, so nothing was changed.', mayRetry: false },
  too_late: { message: 'This can no longer be undone; go back a step instead.', mayRetry: false },
  rehearsal: {
    message: 'This board is a rehearsal with ghosts: nothing of it can be exported, copied or replayed.',
    mayRetry: false,
  },
  not_taking_part: {
    message:
      'You lead this workshop and do not take part, so your answer was not counted; say first that you take part too.',
    mayRetry: false,
  },
  secret_open: {
    message: 'A secret question is open, so that stays as it is until it is closed.',
    mayRetry: false,
  },
  step_closed: {
    message: 'This step of the workshop does not include that, so nothing was changed; ask the facilitator.',
    mayRetry: false,
  },
  /** A person is signed in on as many devices as one may be. */
  too_many_tokens: {
    message: 'This board has as many tokens as it may have; withdraw one first.',
    mayRetry: false,
  },
  too_many_devices: {
    message: 'You are signed in on as many devices as you may be; sign another one out first.',
    mayRetry: false,
  },
  old_client: {
    message: 'This page is older or newer than the server. Load it again.',
    mayRetry: false,
  },
  /** The board was written by a later version of this program. */
  newer_version: {
    message:
      'A newer version of this program wrote this board, so nothing was changed; the board can be read and exported.',
    mayRetry: false,
  },
  store_unavailable: {
    message: 'The server cannot save at the moment, so nothing was changed; please try again in a moment.',
    mayRetry: true,
  },
  /** The data is damaged on the server's disk. */
  damaged: {
    message:
      'This is damaged on the server’s disk; the person who runs the server can restore a backup. Everything else still works.',
    mayRetry: false,
  },
  export_failed: { message: 'This file could not be made; export the board again.', mayRetry: true },
  /** A person, a board or the server has as many files under way as it may have. Nothing was dropped. */
  too_many_exports: {
    message: 'Several files are being made already; ask again when one of them is done.',
    mayRetry: true,
  },
  /** It waited, and smaller requests were served first until there was no room for it. */
  export_gave_way: {
    message: 'The server is making other files; try again in a minute.',
    mayRetry: true,
  },
  /** It takes more memory or time than the server has for a file. */
  export_too_large: {
    message: 'The server has too little memory or time for this file of so large a board.',
    mayRetry: false,
  },
  import_invalid: { message: 'This file is no exported board; nothing was created.', mayRetry: false },
  import_newer: {
    message: 'This board was exported by a newer version, so nothing was created; update this server first.',
    mayRetry: false,
  },
  import_damaged: { message: 'The board in this file is damaged; nothing was created.', mayRetry: false },
  template_invalid: { message: 'This template has mistakes; nothing was done with it.', mayRetry: false },
  /** Everybody who reaches the server may save templates there. */
  template_share_used: {
    message:
      'Your network has saved as many templates on this server as it may in a day; keep this one as a file, or come back tomorrow.',
    mayRetry: false,
  },
  /** The server keeps as many templates as it may. */
  too_many_templates: {
    message: 'This server keeps as many templates as it may; delete one, then save this one again.',
    mayRetry: false,
  },
  /** More bytes than this server takes for one picture. */
  photo_too_large: {
    message: 'This picture is larger than the server takes; send a smaller one.',
    mayRetry: false,
  },
  /** More pixels than this server decodes. */
  photo_too_many_pixels: {
    message: 'This picture has more pixels than the server takes; send a smaller one.',
    mayRetry: false,
  },
  /** None of JPEG, PNG, WebP and GIF by its content, or a damaged one. */
  photo_unreadable: {
    message: 'This is no picture that can be read; JPEG, PNG, WebP and GIF can.',
    mayRetry: false,
  },
  /** A vector drawing: it could carry scripts. */
  photo_is_drawing: { message: 'SVG is not taken; send the drawing as PNG.', mayRetry: false },
  /** The board has as many pictures as it may. */
  photo_quota: { message: 'This board has no room for more pictures.', mayRetry: false },
  /** A note refers to a picture that its writer has not sent, that was never on the board, or that is gone. */
  photo_unknown: {
    message:
      'The server does not have this picture any more, so the note was not changed; add the picture again.',
    mayRetry: false,
  },
  internal: { message: 'Something went wrong on the server; try again.', mayRetry: true },
} as const satisfies RefusalTable

export type BaseRefusalCode = keyof typeof refusals
