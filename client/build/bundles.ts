import type { Rolldown } from 'vite'

/**
 * The bundles. A module stands in the first one that reaches it, so that what comes first is never downloaded for what
 * comes later. A bundle is named after its first modules; of the lines that later bundles share, those are listed that
 * would otherwise bring an earlier bundle to a page without it. tests/server/client-size.test.ts says what each page downloads.
 */
export const bundles: Rolldown.CodeSplittingGroup[] = [
  // The join form.
  { name: 'form', test: /\/client\/start-join|\0rolldown/u },
  // The modules of every page.
  {
    name: 'everywhere',
    test: /\/client\/(?:start-app|i18n\/(?:use-words|words-of)|panels\/(?:ui\/use-title|host\/just-created))|\/shared\/board\/limits|\/lucide-react\/dist\/esm\/(?:(?!icons|lucide)|icons\/(?:users|chevron-right))/u,
  },
  // The page of a board, and the painted board, which a column does without.
  {
    name: 'board',
    test: /\/client\/(?:panels\/entry\/board-entry|i18n\/photo-words|style\/palette)|\/shared\/(?:board\/blanks|text\/in-line)/u,
  },
  { name: 'canvas', test: /\/client\/canvas\/board-canvas/u },
  // Modules that a column shares with the commands of a board; these; the hands on the painted board; the column.
  {
    name: 'column',
    test: /\/client\/tools\/(?:view|input\/(?:composing|pasted-rows))\.|\/shared\/(?:board\/(?:beginning|outline)|geometry\/reading-order|text\/(?:folded|printable)|workshop\/(?:tally|families))\./u,
  },
  {
    name: 'work',
    test: /\/client\/(?:model\/(?:work-code|commands)|tools\/(?:view|edit|free|react|selecting|tell-refusal|input\/(?:composing|pasted|clipboard))|canvas\/(?:field-text|outline-place))|\/shared\/(?:board\/(?:beginning|outline)|text\/in-line|wire\/mark|workshop\/tally)/u,
  },
  { name: 'hands', test: /\/client\/canvas\/board-hands/u },
  {
    name: 'phone',
    test: /\/client\/panels\/(?:phone\/phone-view|ui\/(?:statement|choose-photos|words)\b|host\/(?:group-label|look-at)\b)|\/shared\/(?:board\/brief|text\/excerpt)/u,
  },
  // Long lists; the notes of a phone as one, which a led person sees later than the task.
  { name: 'lists', test: /\/client\/panels\/ui\/long-list/u },
  { name: 'notes', test: /\/client\/panels\/phone\/note-list/u },
  // The parts of a step that other pages have, too; the parts of pages without a board, and of the projector.
  {
    name: 'parts',
    test: /\/lucide-react\/dist\/esm\/icons\/(?:life-buoy|corner-right-up|map|hand|vote|panel-right|pencil-line|minus|pause|play|plus|image|image-plus|calendar-clock|clock|copy|file-text|list-tree)\.|\/client\/panels\/ui\/(?:choice|field|use-copied|time-of-day|steady|clock-time|text-box|calm-box)\b|\/shared\/agenda\/(?:fill|answers)/u,
  },
  {
    name: 'cards',
    test: /\/client\/panels\/(?:ui\/(?:adopted|sentence|person-name)\b|host\/(?:areas-of-step|use-number|use-photo|still-principle))|\/shared\/(?:blocks\/(?:adoption|numbers)|board\/(?:lineage|run-offs)|workshop\/adoption|text\/folded)/u,
  },
  { name: 'icons', test: /\/lucide-react\//u },
  {
    name: 'pages',
    test: /\/client\/(?:panels\/(?:ui\/(?:page|field|save-file|choice)\b|home\/enter-created|people\/name-field)|model\/(?:memory\/host-secrets|http\/(?:templates|new-board)-api))|\/shared\/agenda\/(?:fill|answers)/u,
  },
  {
    name: 'ui',
    test: /\/client\/panels\/(?:ui\/(?!dialog|palette|switch)|host\/(?:bounds-of|still-principle|use-photo|areas-of-step)|share\/words)/u,
  },
  // What draws the step that is running; the first field of a workshop waits for it and for its own task alone.
  {
    name: 'stage',
    test: /\/client\/(?:panels\/(?:agenda\/(?:stage-parts|projector-prompt)|host\/(?:own-notes-list|use-column-pages|words-form|card\.tsx))|activities\/scenes\.ts)|\/shared\/board\/step-inputs/u,
  },
  // Cards in rows, for votes and for writing.
  { name: 'gallery', test: /\/client\/panels\/host\/gallery/u },
  { name: 'turns', test: /\/client\/activities\/turns\/step-task/u },
  { name: 'write', test: /\/client\/activities\/write\/step-task/u },
  { name: 'vote', test: /\/client\/activities\/vote\/step-task/u },
  // What a vote has come to, behind its ballot.
  { name: 'results', test: /\/client\/(?:activities\/vote\/results|panels\/blocks\/blocks)\./u },
  // Figures and presses of all steps, behind the first field.
  { name: 'in-steps', test: /\/client\/activities\/(?:in-steps|\w+\/in-step)\./u },
  // The tasks of all other steps, without what opens on them.
  {
    name: 'tasks',
    test: /\/client\/(?:activities\/(?!consent|rewrite)\w+\/(?:step|form)-task|panels\/asking\/asking-task)/u,
  },
  { name: 'widgets', test: /\/@(?:base-ui|floating-ui)\/|\/client\/panels\/(?:ui\/|board\/toasts)/u },
  // Bars round the board, which are drawn before anything is opened.
  {
    name: 'frame',
    test: /\/client\/panels\/board\/(?:tool-rail|view-controls|announcements|follow-line|context-bar)/u,
  },
  { name: 'wording', test: /\/client\/panels\/wording\//u },
  // The bars, drawers and dialogs of a board, which it downloads ahead of the first press.
  {
    name: 'panels',
    test: /\/client\/(?:panels\/(?!after|agenda-editor|asking|bring\/(?!words)|entry|home|join|phone|projector|public|replay)|activities\/(?:vote|write)\/(?!step-))/u,
  },
]
