import { isSurelyAtTables, stepPath } from '#shared/agenda/steps.ts'
import type { Step, StepPath, Template } from '#shared/agenda/template.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { lazyPart } from '../../panels/host/entries.tsx'
import type { StepScene } from '../../panels/host/scenes.ts'

export const en = {
  begin: 'Pass the notes on',
  beforehand: 'Later, one other person reads each note, without your name, and builds on it.',
  beforehandAtTable:
    'Later, one other person of your table reads each note, without your name, and builds on it.',
}

export const fr = {
  begin: 'Faire passer les notes',
  beforehand: 'Ensuite, une seule autre personne lira chaque note, sans votre nom, et la prolongera.',
  beforehandAtTable:
    'Ensuite, une seule autre personne de votre table lira chaque note, sans votre nom, et la prolongera.',
} satisfies typeof en

/** The sentences that load with the scene of the steps. */
const passStepWords = wordsOf({ en, fr })

const PassTask = lazyPart(async () => (await import('./step-task.tsx')).PassTask)

const PassOnDesk = lazyPart(async () => (await import('./pass-on-desk.tsx')).PassOnDesk)

export const scene: StepScene = {
  Task: PassTask,
  OnDesk: PassOnDesk,
  beginLabel: () => passStepWords.t('begin'),
  beforehand: (template, earlier) => {
    const passes = passesOf(template, earlier)
    if (passes.length === 0) return undefined
    return passStepWords.t(passes.every(isSurelyAtTables) ? 'beforehandAtTable' : 'beforehand')
  },
  showsDone: true,
}

/** The passes of what people write in this step. */
function passesOf({ phases }: Template, earlier: StepPath): readonly Step[] {
  return phases.flatMap((phase) =>
    phase.steps.filter(
      (step) =>
        step.activity === 'pass' && step.input?.[0]?.from === earlier && stepPath(phase, step) !== earlier,
    ),
  )
}
