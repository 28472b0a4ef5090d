import { en as formEn, fr as formFr } from '#client/activities/form/words.ts'
import { en as groupEn, fr as groupFr } from '#client/activities/group/step-task.tsx'
import { en as nameStepEn, fr as nameStepFr } from '#client/activities/name/step-scene.ts'
import { en as nameEn, fr as nameFr } from '#client/activities/name/step-task.tsx'
import { en as principlesEn, fr as principlesFr } from '#client/activities/principles/words.ts'
import { en as readEn, fr as readFr } from '#client/activities/read/words.ts'
import { en as revealEn, fr as revealFr } from '#client/activities/reveal/step-scene.ts'
import { en as turnsStepEn, fr as turnsStepFr } from '#client/activities/turns/in-step.ts'
import { en as turnsEn, fr as turnsFr } from '#client/activities/turns/words.ts'
import { en as voteFirstEn, fr as voteFirstFr } from '#client/activities/vote/first-words.ts'
import { en as voteStepEn, fr as voteStepFr } from '#client/activities/vote/in-step.ts'
import { en as voteEn, fr as voteFr } from '#client/activities/vote/words.ts'
import { en as writingFirstEn, fr as writingFirstFr } from '#client/activities/write/first-words.ts'
import { en as writingEn, fr as writingFr } from '#client/activities/write/words.ts'
import { en as lateCommonEn } from '#client/i18n/late-words.en.ts'
import { fr as lateCommonFr } from '#client/i18n/late-words.fr.ts'
import type { Sentences } from '#client/i18n/translate.ts'
import { en as commonEn } from '#client/i18n/words.en.ts'
import { fr as commonFr } from '#client/i18n/words.fr.ts'
import { en as agendaEditorEn, fr as agendaEditorFr } from '#client/panels/agenda-editor/words.ts'
import { en as aheadEn, fr as aheadFr } from '#client/panels/agenda/ahead.tsx'
import { en as agendaFirstEn, fr as agendaFirstFr } from '#client/panels/agenda/first-words.ts'
import { en as tablesEn, fr as tablesFr } from '#client/panels/agenda/table-words.ts'
import { en as agendaEn, fr as agendaFr } from '#client/panels/agenda/words.ts'
import { en as blocksEn, fr as blocksFr } from '#client/panels/blocks/ranking-rows.tsx'
import { en as boardEn, fr as boardFr } from '#client/panels/board/words.ts'
import { en as bringEn, fr as bringFr } from '#client/panels/bring/words.ts'
import { en as commandsEn, fr as commandsFr } from '#client/panels/commands/words.ts'
import { en as devicesEn, fr as devicesFr } from '#client/panels/devices/words.ts'
import { en as entryEn, fr as entryFr } from '#client/panels/entry/left-words.tsx'
import { en as exportsEn, fr as exportsFr } from '#client/panels/export/words.ts'
import { en as findEn, fr as findFr } from '#client/panels/find/words.ts'
import { en as groupingEn, fr as groupingFr } from '#client/panels/grouping/words.ts'
import { en as helpEn, fr as helpFr } from '#client/panels/help/words.ts'
import { en as historyEn, fr as historyFr } from '#client/panels/history/words.ts'
import { en as homeEn, fr as homeFr } from '#client/panels/home/words.ts'
import { en as audienceEn, fr as audienceFr } from '#client/panels/host/audience.tsx'
import { en as lateEn, fr as lateFr } from '#client/panels/host/late-words.tsx'
import { en as hostEn, fr as hostFr } from '#client/panels/host/words.ts'
import { en as joinEn, fr as joinFr } from '#client/panels/join/words.ts'
import { en as peopleEn, fr as peopleFr } from '#client/panels/people/words.ts'
import { en as phoneEn, fr as phoneFr } from '#client/panels/phone/words.ts'
import { en as photoEn, fr as photoFr } from '#client/panels/photos/words.ts'
import { en as projectorEn, fr as projectorFr } from '#client/panels/projector/words.ts'
import { en as replayEn, fr as replayFr } from '#client/panels/replay/words.ts'
import { en as rightsFirstEn, fr as rightsFirstFr } from '#client/panels/rights/locked-line.tsx'
import { en as rightsEn, fr as rightsFr } from '#client/panels/rights/words.ts'
import { en as installedEn, fr as installedFr } from '#client/panels/installed/words.ts'
import { en as shareFirstEn, fr as shareFirstFr } from '#client/panels/share/share-button.tsx'
import { en as tokensEn, fr as tokensFr } from '#client/panels/share/tokens.tsx'
import { en as shareEn, fr as shareFr } from '#client/panels/share/words.ts'
import { en as uiEn, fr as uiFr } from '#client/panels/ui/words.ts'
import { en as sortingEn, fr as sortingFr } from '#client/sorting/words.ts'

const enFeatures = {
  ...boardEn,
  ...uiEn,
  agenda: { ...agendaFirstEn, ...agendaEn },
  tables: tablesEn,
  agendaEditor: agendaEditorEn,
  ahead: aheadEn,
  audience: audienceEn,
  entry: entryEn,
  errors: lateCommonEn.errors,
  notices: lateCommonEn.notices,
  form: formEn,
  group: groupEn,
  naming: { ...nameStepEn, ...nameEn },
  principles: principlesEn,
  reveal: revealEn,
  bring: bringEn,
  commands: commandsEn,
  devices: devicesEn,
  export: exportsEn,
  find: findEn,
  grouping: groupingEn,
  sorting: sortingEn,
  help: helpEn,
  history: historyEn,
  home: homeEn,
  host: hostEn,
  join: joinEn,
  late: lateEn,
  people: peopleEn,
  phone: phoneEn,
  photo: photoEn,
  projector: projectorEn,
  replay: replayEn,
  rights: { ...rightsFirstEn, ...rightsEn },
  share: { ...shareFirstEn, ...shareEn },
  tokens: tokensEn,
  installed: installedEn,
  read: readEn,
  turns: { ...turnsStepEn, ...turnsEn },
  blocks: blocksEn,
  vote: { ...voteFirstEn, ...voteStepEn, ...voteEn },
  writing: { ...writingFirstEn, ...writingEn },
}

const frFeatures: typeof enFeatures = {
  ...boardFr,
  ...uiFr,
  agenda: { ...agendaFirstFr, ...agendaFr },
  tables: tablesFr,
  agendaEditor: agendaEditorFr,
  ahead: aheadFr,
  audience: audienceFr,
  entry: entryFr,
  errors: lateCommonFr.errors,
  notices: lateCommonFr.notices,
  form: formFr,
  group: groupFr,
  naming: { ...nameStepFr, ...nameFr },
  principles: principlesFr,
  reveal: revealFr,
  bring: bringFr,
  commands: commandsFr,
  devices: devicesFr,
  export: exportsFr,
  find: findFr,
  grouping: groupingFr,
  sorting: sortingFr,
  help: helpFr,
  history: historyFr,
  home: homeFr,
  host: hostFr,
  join: joinFr,
  late: lateFr,
  people: peopleFr,
  phone: phoneFr,
  photo: photoFr,
  projector: projectorFr,
  replay: replayFr,
  rights: { ...rightsFirstFr, ...rightsFr },
  share: { ...shareFirstFr, ...shareFr },
  tokens: tokensFr,
  installed: installedFr,
  read: readFr,
  turns: { ...turnsStepFr, ...turnsFr },
  blocks: blocksFr,
  vote: { ...voteFirstFr, ...voteStepFr, ...voteFr },
  writing: { ...writingFirstFr, ...writingFr },
}

/** The sentences of the interface: common ones, those of the board page, and those of each feature. */
export type Words = typeof commonEn & typeof enFeatures

export const en: Words = together(commonEn, enFeatures)
export const fr: Words = together(commonFr, frFeatures)

function together(common: typeof commonEn, features: typeof enFeatures): Words {
  return merged(common, features) as unknown as Words
}

function merged(one: Sentences, other: Sentences): Sentences {
  const entries = Object.entries(other).map(([key, value]) => {
    const before = one[key]
    if (before === undefined) return [key, value] as const
    if (typeof before === 'string' || typeof value === 'string') throw new Error(`${key} stands in both`)
    return [key, merged(before, value)] as const
  })
  return { ...one, ...Object.fromEntries(entries) }
}
