import { en as principlesEn } from '#client/activities/principles/words.en.ts'
import { fr as principlesFr } from '#client/activities/principles/words.fr.ts'
import { en as readEn } from '#client/activities/read/words.en.ts'
import { fr as readFr } from '#client/activities/read/words.fr.ts'
import { en as turnsStepEn } from '#client/activities/turns/step-words.en.ts'
import { fr as turnsStepFr } from '#client/activities/turns/step-words.fr.ts'
import { en as turnsEn } from '#client/activities/turns/words.en.ts'
import { fr as turnsFr } from '#client/activities/turns/words.fr.ts'
import { en as agreementEn } from '#client/activities/vote/agreement-words.en.ts'
import { fr as agreementFr } from '#client/activities/vote/agreement-words.fr.ts'
import { en as voteFirstEn } from '#client/activities/vote/first-words.en.ts'
import { fr as voteFirstFr } from '#client/activities/vote/first-words.fr.ts'
import { en as voteStepEn } from '#client/activities/vote/step-words.en.ts'
import { fr as voteStepFr } from '#client/activities/vote/step-words.fr.ts'
import { en as voteEn } from '#client/activities/vote/words.en.ts'
import { fr as voteFr } from '#client/activities/vote/words.fr.ts'
import { en as writingFirstEn } from '#client/activities/write/first-words.en.ts'
import { fr as writingFirstFr } from '#client/activities/write/first-words.fr.ts'
import { en as writingEn } from '#client/activities/write/words.en.ts'
import { fr as writingFr } from '#client/activities/write/words.fr.ts'
import { en as formEn } from '#client/activities/form/words.en.ts'
import { fr as formFr } from '#client/activities/form/words.fr.ts'
import { en as groupEn } from '#client/activities/group/words.en.ts'
import { fr as groupFr } from '#client/activities/group/words.fr.ts'
import { en as nameStepEn } from '#client/activities/name/step-words.en.ts'
import { fr as nameStepFr } from '#client/activities/name/step-words.fr.ts'
import { en as nameEn } from '#client/activities/name/words.en.ts'
import { fr as nameFr } from '#client/activities/name/words.fr.ts'
import { en as revealEn } from '#client/activities/reveal/step-words.en.ts'
import { fr as revealFr } from '#client/activities/reveal/step-words.fr.ts'
import { en as agendaEditorEn } from '#client/panels/agenda-editor/words.en.ts'
import { fr as agendaEditorFr } from '#client/panels/agenda-editor/words.fr.ts'
import { en as aheadEn } from '#client/panels/agenda/ahead-words.en.ts'
import { fr as aheadFr } from '#client/panels/agenda/ahead-words.fr.ts'
import { en as agendaFirstEn } from '#client/panels/agenda/first-words.en.ts'
import { fr as agendaFirstFr } from '#client/panels/agenda/first-words.fr.ts'
import { en as tablesEn } from '#client/panels/agenda/table-words.en.ts'
import { fr as tablesFr } from '#client/panels/agenda/table-words.fr.ts'
import { en as agendaEn } from '#client/panels/agenda/words.en.ts'
import { fr as agendaFr } from '#client/panels/agenda/words.fr.ts'
import type { Sentences } from '#client/i18n/typography.ts'
import { en as lateCommonEn } from '#client/i18n/late-words.en.ts'
import { fr as lateCommonFr } from '#client/i18n/late-words.fr.ts'
import { en as commonEn } from '#client/i18n/words.en.ts'
import { fr as commonFr } from '#client/i18n/words.fr.ts'
import { en as boardEn } from '#client/panels/board/words.en.ts'
import { fr as boardFr } from '#client/panels/board/words.fr.ts'
import { en as commandsEn } from '#client/panels/commands/words.en.ts'
import { fr as commandsFr } from '#client/panels/commands/words.fr.ts'
import { en as devicesEn } from '#client/panels/devices/words.en.ts'
import { fr as devicesFr } from '#client/panels/devices/words.fr.ts'
import { en as exportsEn } from '#client/panels/export/words.en.ts'
import { fr as exportsFr } from '#client/panels/export/words.fr.ts'
import { en as findEn } from '#client/panels/find/words.en.ts'
import { fr as findFr } from '#client/panels/find/words.fr.ts'
import { en as groupingEn } from '#client/panels/grouping/words.en.ts'
import { fr as groupingFr } from '#client/panels/grouping/words.fr.ts'
import { en as sortingEn } from '#client/sorting/words.en.ts'
import { fr as sortingFr } from '#client/sorting/words.fr.ts'
import { en as helpEn } from '#client/panels/help/words.en.ts'
import { fr as helpFr } from '#client/panels/help/words.fr.ts'
import { en as lateEn } from '#client/panels/host/late-text-words.en.ts'
import { fr as lateFr } from '#client/panels/host/late-text-words.fr.ts'
import { en as entryEn } from '#client/panels/entry/words.en.ts'
import { fr as entryFr } from '#client/panels/entry/words.fr.ts'
import { en as audienceEn } from '#client/panels/host/audience-words.en.ts'
import { fr as audienceFr } from '#client/panels/host/audience-words.fr.ts'
import { en as historyEn } from '#client/panels/history/words.en.ts'
import { fr as historyFr } from '#client/panels/history/words.fr.ts'
import { en as homeEn } from '#client/panels/home/words.en.ts'
import { fr as homeFr } from '#client/panels/home/words.fr.ts'
import { en as hostEn } from '#client/panels/host/words.en.ts'
import { fr as hostFr } from '#client/panels/host/words.fr.ts'
import { en as joinEn } from '#client/panels/join/words.en.ts'
import { fr as joinFr } from '#client/panels/join/words.fr.ts'
import { en as peopleEn } from '#client/panels/people/words.en.ts'
import { fr as peopleFr } from '#client/panels/people/words.fr.ts'
import { en as phoneEn } from '#client/panels/phone/words.en.ts'
import { fr as phoneFr } from '#client/panels/phone/words.fr.ts'
import { en as photoEn } from '#client/panels/photos/words.en.ts'
import { fr as photoFr } from '#client/panels/photos/words.fr.ts'
import { en as projectorEn } from '#client/panels/projector/words.en.ts'
import { fr as projectorFr } from '#client/panels/projector/words.fr.ts'
import { en as replayEn } from '#client/panels/replay/words.en.ts'
import { fr as replayFr } from '#client/panels/replay/words.fr.ts'
import { en as rightsFirstEn } from '#client/panels/rights/first-words.en.ts'
import { fr as rightsFirstFr } from '#client/panels/rights/first-words.fr.ts'
import { en as rightsEn } from '#client/panels/rights/words.en.ts'
import { fr as rightsFr } from '#client/panels/rights/words.fr.ts'
import { en as shareFirstEn } from '#client/panels/share/first-words.en.ts'
import { fr as shareFirstFr } from '#client/panels/share/first-words.fr.ts'
import { en as shareEn } from '#client/panels/share/words.en.ts'
import { fr as shareFr } from '#client/panels/share/words.fr.ts'
import { en as uiEn } from '#client/panels/ui/words.en.ts'
import { fr as uiFr } from '#client/panels/ui/words.fr.ts'

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
  read: readEn,
  turns: { ...turnsStepEn, ...turnsEn },
  vote: { ...voteFirstEn, ...voteStepEn, ...voteEn, ...agreementEn },
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
  read: readFr,
  turns: { ...turnsStepFr, ...turnsFr },
  vote: { ...voteFirstFr, ...voteStepFr, ...voteFr, ...agreementFr },
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
