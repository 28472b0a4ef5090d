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
  // The commands of a board, there and in a column; the column; the hands on the painted board.
  {
    name: 'work',
    test: /\/client\/(?:model\/(?:work-code|commands)|tools\/(?:view|edit|free|react|regroup|selecting|tell-refusal|input\/(?:composing|pasted|system-clipboard))|canvas\/(?:field-text|outline-place))|\/shared\/(?:board\/(?:beginning|outline)|text\/in-line|wire\/mark|workshop\/tally)/u,
  },
  { name: 'hands', test: /\/client\/canvas\/board-hands/u },
  { name: 'phone', test: /\/client\/panels\/phone\/phone-view/u },
  // The parts of a step that other pages have, too; the parts of pages without a board, and of the projector.
  {
    name: 'parts',
    test: /\/lucide-react\/dist\/esm\/icons\/(?:map|panel-right|pencil-line|minus|pause|play|plus|image|image-plus|calendar-clock|clock|copy|file-text|list-tree)\.|\/client\/panels\/ui\/(?:choice|field|use-copied|time-of-day|steady|clock-time|text-box|calm-box)\b|\/shared\/agenda\/(?:fill|answers)/u,
  },
  {
    name: 'cards',
    test: /\/client\/panels\/(?:ui\/(?:adopted|sentence|person-name)\b|host\/(?:areas-of-step|use-photo|still-principle))|\/shared\/(?:blocks\/(?:adoption|numbers)|board\/(?:lineage|run-offs)|workshop\/adoption|text\/folded)/u,
  },
  { name: 'icons', test: /\/lucide-react\//u },
  {
    name: 'pages',
    test: /\/client\/(?:panels\/(?:ui\/(?:page|field|use-is-left|save-file|choice)\b|home\/enter-created|people\/name-field)|model\/(?:memory\/create-secret|http\/templates-api))|\/shared\/agenda\/(?:fill|answers)/u,
  },
  {
    name: 'ui',
    test: /\/client\/panels\/(?:ui\/(?!dialog|palette|switch)|host\/(?:bounds-of|still-principle|use-photo|areas-of-step)|share\/words)/u,
  },
  // The step that is running, without what opens on it: the first field of a workshop waits for these alone.
  {
    name: 'stage',
    test: /\/client\/(?:panels\/agenda\/stage-parts|activities\/(?:scenes\.ts|write\/step-task))|\/shared\/board\/step-inputs/u,
  },
  { name: 'widgets', test: /\/@(?:base-ui|floating-ui)\/|\/client\/panels\/(?:ui\/|board\/toasts)/u },
  // Bars round the board, which are drawn before anything is opened.
  {
    name: 'frame',
    test: /\/client\/panels\/board\/(?:tool-rail|view-controls|announcements|spotlight-line|follow-line|context-bar)/u,
  },
  { name: 'wording', test: /\/client\/panels\/wording\//u },
  // The bars, drawers and dialogs of a board, which it downloads ahead of the first press.
  {
    name: 'panels',
    test: /\/client\/(?:panels\/(?!after|agenda-editor|asking|bring\/(?!words)|entry|home|join|phone|projector|public|replay)|activities\/(?:vote|write)\/(?!step-))/u,
  },
]
