import type { ErrorCode } from '#shared/wire/error.ts'
import type { SavingState } from '../model/board-model.ts'

/**
 * The English sentences that are there before a board is painted: of the way to it, of what stands around it, and of the
 * model. Everybody waits for them, so that all others stand in en.ts.
 */
export const enFirst = {
  product: {
    name: 'Boussole',
  },
  common: {
    undo: 'Undo',
    loading: 'One moment',
    untitledBoard: 'Untitled board',
    untitledCluster: 'Untitled group',
    emptyNote: 'Empty note',
    someone: 'Someone',
  },
  language: { label: 'Language', en: 'English', fr: 'Français' },
  theme: { label: 'Appearance', system: 'Automatic', light: 'Light', dark: 'Dark' },
  join: {
    heading: 'Join the board',
    invitation: {
      facilitator: 'You come in as a facilitator.',
      participant: 'You come in as a participant.',
      viewer: 'You come in to look on; this link changes nothing.',
      unknown: 'You have been invited to a board.',
    },
    name: 'Your first name',
    nameHint: 'Leave it empty to stay nameless',
    colour: 'Your colour',
    colourHint: 'Without a choice you are given one',
    colourNumber: 'Colour {{number}}, {{name}}',
    enter: 'Enter the board',
    entering: 'Entering',
    home: 'Back to the start page',
    waiting: 'You are let in as soon as it answers again; leave this page open.',
    cannotEnter:
      'The server’s disk takes no changes at the moment, so nobody new can come in. The board is safe. You are let in as soon as there is room; leave this page open.',
    lookOn: 'Look on meanwhile',
    lookingOn:
      'The server’s disk takes no changes at the moment: you look on. The board is safe, and you are let in as soon as there is room.',
  },
  colours: {
    c0: 'blue',
    c1: 'orange',
    c2: 'green',
    c3: 'magenta',
    c4: 'sky blue',
    c5: 'brown',
    c6: 'violet',
    c7: 'olive',
    c8: 'teal',
    c9: 'red',
    c10: 'slate',
    c11: 'plum',
  },
  problem: {
    linkHeading: 'This link no longer opens the board',
    linkText: 'It was renewed or switched off. The board itself is safe: ask the facilitator for a new link.',
    sessionHeading: 'This browser has no key to the board',
    sessionText: 'Open the link you were sent again, or enter the join code.',
    brokenHeading: 'Something went wrong on this page',
    brokenText: 'What was saved is safe on the server. Reloading the page usually helps.',
    reload: 'Reload the page',
    enterCode: 'Enter a join code',
  },
  saving: {
    joining: 'Joining',
    saved: 'Saved',
    saving: 'Saving',
    offline: 'Offline',
    unkept: 'Not saved',
    readOnly: 'Read-only for now',
    damaged: 'Damaged',
    revoked: 'Closed',
    gone: 'Deleted',
    outdated: 'Old version',
    outdatedUnkept: 'Not saved',
  } satisfies Record<SavingState, string>,
  savingText: {
    joining: 'The board is on its way.',
    saved: 'Everything you did is on the server’s disk.',
    saving: 'Your last changes are on their way to the server’s disk.',
    offline:
      'No connection. Go on writing: your work is kept in this browser and joins the board when the connection is back.',
    unkept:
      'Nothing can be saved at the moment, and this browser keeps nothing. Leave this page open: what you write is saved as soon as it can be.',
    readOnly:
      'The server’s disk takes no changes at the moment. Nothing saved is lost; what you write is kept in this browser, and saved as soon as it can be.',
    damaged:
      'The server’s disk has damaged this board, and it no longer opens. What you see here and what you write is kept in this browser. Tell whoever runs the server: a backup may bring the board back.',
    gone: 'This board was deleted by a facilitator, for everybody.',
    revoked:
      'You are no longer signed in here: the link was switched off, or you signed this device out from another one. The board itself is safe.',
    outdated: 'The server has a newer version. Reload the page to go on; what you wrote is kept.',
    outdatedUnkept:
      'The server has a newer version, and this browser keeps nothing. Copy what you have just written, then reload the page.',
  } satisfies Record<SavingState, string>,
  savingViewer: {
    offline: 'No connection. You see the board as it was; it goes on when the connection is back.',
    readOnly: 'The server’s disk takes no changes at the moment. The board is safe.',
    damaged:
      'The server’s disk has damaged this board, and it no longer opens. Tell whoever runs the server: a backup may bring it back.',
    outdated: 'The server has a newer version. Reload the page to go on.',
  },
  board: {
    title: 'Title of the board',
    rename: 'Change the title',
    share: 'Share',
    canvas: 'Board',
    come: '{{come}} of {{of}} MB',
    canvasHint:
      'Tab goes from note to note, Enter writes, N makes a note. In a vote, + places a dot on the selected note and - takes it back. Escape twice, then Tab, leaves the board.',
    items: 'Notes and groups',
    clusterTitle: 'Title of the group',
    clusterItem_one: 'Group “{{title}}”, {{count}} note',
    clusterItem_other: 'Group “{{title}}”, {{count}} notes',
    lockedItem: '{{item}}, locked',
    votableItem: '{{item}}, can be voted on',
    votedItem: '{{item}}, your dots: {{count}}',
    viewerBadge: 'You look on',
    emptyWriter: 'The board is empty. Double-click anywhere, or press N, to write the first note.',
    emptyTouch: 'The board is empty. Write the first note in the field below.',
    emptyViewer: 'The board is empty. The first notes will appear here.',
    gathered: 'The facilitator brought you here.',
    skipToBoard: 'Skip to the board',
  },
  menu: {
    label: 'Menu',
    rounds: 'Votes',
  },
  selection: {
    count_one: '{{count}} selected',
    count_other: '{{count}} selected',
  },
  people: {
    heading: 'People',
    count_one: '{{count}} person here',
    count_other: '{{count}} people here',
    nameless: 'Unnamed, {{colour}}',
    namelessNumber: 'Unnamed, {{colour}} {{number}}',
    numberAlone: 'Unnamed, {{number}}',
  },
  writing: {
    begin: 'Write privately',
    revealed_one: '{{count}} note was revealed.',
    revealed_other: '{{count}} notes were revealed.',
    emptyBoard: 'The board is empty. Write your notes in private; they appear here at the reveal.',
    emptyBoardOthers:
      'The board is empty. People are writing privately; their notes appear here at the reveal.',
  },
  vote: {
    results: 'Results',
    rank: 'Rank {{rank}}',
    closed: 'The vote is closed.',
  },
  photo: {
    item: 'Picture: {{alt}}',
    bareItem: 'Picture without a description',
    captionedItem: '{{caption}}, picture: {{alt}}',
    captionedBareItem: '{{caption}}, with a picture',
  },
  phone: {
    show: 'Show on the board',
    editing: 'The note',
  },
  notices: {
    removed_one: '{{count}} deleted',
    removed_other: '{{count}} deleted',
    kept_one: 'One note was written by someone else and stays.',
    kept_other: '{{count}} notes were written by others and stay.',
    undoneInstead: '{{why}} An earlier change of yours was undone instead.',
    redoneInstead: '{{why}} Another change of yours was redone instead.',
    unsaved_one: 'One note of yours is not on the board any more.',
    unsaved_other: '{{count}} notes of yours are not on the board any more.',
    putBackNotes_one: 'Put it back as a new note',
    putBackNotes_other: 'Put them back as new notes',
    unsent: 'What you wrote last is on this page alone: the board takes nothing from here any more.',
    copyUnsent: 'Copy it',
    unsentCopied: 'Copied. Paste it where it is to be kept.',
    unsavedDrafts_one: 'One of your private notes was not saved.',
    unsavedDrafts_other: '{{count}} of your private notes were not saved.',
    putBackDrafts_one: 'Put it among your private notes',
    putBackDrafts_other: 'Put them among your private notes',
    typedAtReveal: 'What you were still typing is kept among your private notes. Only you see it.',
    lettersLeft_one: 'A note holds {{most}} characters: one more was left out.',
    lettersLeft_other: 'A note holds {{most}} characters: {{count}} more were left out.',
    pasteLeft_one: 'At most {{most}} notes are pasted at once: one more was left out.',
    pasteLeft_other: 'At most {{most}} notes are pasted at once: {{count}} more were left out.',
    notCut:
      'More than {{most}} notes would not all come back by pasting, so nothing was cut. Cut them in parts.',
    deskFull_one:
      'You have {{most}} private notes, and there is room for no more: one was not added. Delete some first.',
    deskFull_other:
      'You have {{most}} private notes, and there is room for no more: {{count}} were not added. Delete some first.',
    repaired:
      'Part of this board was damaged on the server’s disk (found on {{at, datetime(dateStyle: long)}}). It was opened at its last good state: some changes may be missing. The damaged part is kept aside, and whoever runs the server can restore a backup.',
    deletedByOther: 'Someone else has deleted this note meanwhile.',
    clusterGone: 'The group you were naming is gone: someone else has dissolved or merged it.',
    titleAsNote: 'Keep its title as a note',
    wordsUnsaved: 'What you wrote last is not on the board.',
    left: 'You no longer follow {{name}}.',
    unlockFirst: 'This is locked, so it stays as it is. Unlock it first.',
    leftUnnamed: 'The person you followed is no longer here.',
    photosComing_one: 'Your picture is on its way.',
    photosComing_other: '{{count}} pictures are on their way.',
    photosKept_one: 'Your picture is kept in this browser, and added as soon as the server can take it.',
    photosKept_other:
      '{{count}} pictures are kept in this browser, and added as soon as the server can take them.',
    photosFull_one:
      'This browser keeps no more pictures that wait. One more is on this page alone: leave it open until the picture is added.',
    photosFull_other:
      'This browser keeps no more pictures that wait. {{count}} more are on this page alone: leave it open until they are added.',
    photosUnkept_one:
      'This browser keeps no pictures. Yours is on this page alone: leave it open until the picture is added.',
    photosUnkept_other:
      'This browser keeps no pictures. {{count}} are on this page alone: leave it open until they are added.',
    photosLeaveOut_one: 'Do not add it',
    photosLeaveOut_other: 'Do not add them',
    photosRefused_one: '“{{name}}” was not added.',
    photosRefused_other: '{{count}} pictures were not added.',
    photoAtReveal:
      'Your picture came after the reveal. It is kept among your private notes; only you see it.',
    photoOff: 'The picture is taken off.',
    photosLeft_one: 'One picture could not be brought from the other board; its note is here.',
    photosLeft_other: '{{count}} pictures could not be brought from the other board; their notes are here.',
    tryAgain: 'Try again',
  },
  rights: {
    lockedForMe: 'The board is locked: you can look, and vote.',
    lockedForOthers: 'The board is locked: participants can look, and vote.',
  },
  errors: {
    bad_request: 'The server did not understand this request. Nothing was changed.',
    unauthorised: 'This browser has no key to the board. Open the link you were sent again.',
    forbidden: 'Your link does not allow this. Nothing was changed.',
    not_found: 'This is no longer here. Nothing else was changed.',
    link_invalid: 'This link or code no longer opens a board. Ask the facilitator for a new one.',
    too_many_requests: 'Too many attempts in a short time. Wait a minute, then try again.',
    too_large: 'This is too large for the server. Nothing was changed.',
    malformed: 'The server could not read the last change. It was taken back; nothing else is lost.',
    foreign_author: 'The last change was signed by someone else. It was taken back.',
    unknown_place: 'The last change did not fit the board. It was taken back; nothing else is lost.',
    not_your_note: 'Only its author or the facilitator can delete this note.',
    read_only: 'You can look at this board, but not change it.',
    unknown_command: 'The server does not know this command. Reload the page.',
    unknown_round: 'This vote is no longer there.',
    round_closed: 'The vote is closed; your dot was not counted.',
    round_open: 'A vote is already open. Close it first.',
    too_many_rounds:
      'This board has had as many votes as one may have. Everything on it stays; for more votes, go on with a new board.',
    round_too_soon: 'Many votes were opened in a short time. Try again in a few seconds.',
    unknown_option: 'This is not among what is voted on.',
    over_budget: 'You have placed all your dots. Take one back to move it.',
    over_cap: 'No more dots can go on this one.',
    no_dot: 'You have no dot there.',
    newer_version:
      'This board was written by a newer version of Boussole than this server has. It can be read and exported, not changed.',
    writing_private:
      'Everyone writes privately now. Write it among your private notes; it is shown with the others.',
    board_locked: 'The board is locked. Ask the facilitator to unlock it.',
    locked: 'This is locked, so it stays as it is. Ask the facilitator to unlock it.',
    not_yours_to_move: 'On this board, everyone moves their own notes only.',
    not_yours_to_write: 'On this board, everyone changes their own notes only.',
    clusters_fixed: 'On this board, only the facilitator makes and changes groups.',
    too_many_devices: 'You are signed in on as many devices as you may be. Sign the others out first.',
    old_client: 'This page is older than the server. Reload it.',
    store_unavailable: 'The server cannot write at the moment. Nothing saved is lost; try again shortly.',
    damaged:
      'This was damaged on the server’s disk and cannot be used. Nothing else was changed. Whoever runs the server can restore a backup.',
    export_failed: 'The export did not succeed. The board is untouched: try again.',
    export_gave_way:
      'Many files were asked for at once, and yours gave way to others. The board is untouched: try again in a minute.',
    export_too_large:
      'The server has too little memory or time for this file of so large a board. CSV, Markdown and JSON take less.',
    import_invalid: 'This file is not a board exported from Boussole. Nothing was created.',
    photo_too_large: 'This picture is too large for the server. Choose a smaller one.',
    photo_too_many_pixels: 'This picture has more pixels than the server can take. Choose a smaller one.',
    photo_unreadable: 'This is not a picture that can be read. JPEG, PNG, WebP and GIF can.',
    photo_is_drawing: 'SVG drawings cannot be added. Save the drawing as PNG, then add that.',
    photo_quota: 'This board has no room for more pictures. Delete some photo notes first.',
    photo_unknown:
      'The server does not have this picture any more, so the note was not changed. Add the picture again.',
    internal: 'Something went wrong on the server. What was saved is safe; try again.',
    network: 'The server does not answer. Nothing is lost; try again shortly.',
  } satisfies Record<ErrorCode | 'network', string>,
} as const
