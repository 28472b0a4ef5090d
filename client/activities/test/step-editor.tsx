import { useState } from 'react'
import type { TestKind } from '#shared/activities/test/activity.ts'
import { en as swapEn, fr as swapFr } from '#shared/activities/test/swap-asking.ts'
import { linesOfTheirs, namesIn, namesOf, theirsIn } from '#shared/activities/test/names.ts'
import type { Words } from '#shared/agenda/template.ts'
import { theirsLimits, type TheirPurpose } from '#shared/workshop/theirs.ts'
import { roundLimits } from '#shared/workshop/round.ts'
import { useWords } from '../../i18n/use-words.ts'
import { wordsOf } from '../../i18n/words-of.ts'
import { promptFor, stepEditorOf, type StepSettingsProps } from '../../panels/host/step-editor.tsx'
import { TextArea } from '../../panels/host/text-area.tsx'
import { Choice } from '../../panels/ui/choice.tsx'
import { Field } from '../../panels/ui/field.tsx'

export const en = {
  title: 'Test the sentences',
  hint: 'The latest version of each statement is put to the test: under other names, by its opposite, or in words.',
  kind: 'The test',
  swap: swapEn.title,
  swapHint: swapEn.hint,
  opposite: 'The opposite',
  oppositeHint: 'Everybody writes the opposite, in private.',
  who: 'Who, exactly?',
  whoHint: 'Everybody names the people behind the big words, in private.',
  monday: 'Monday morning',
  mondayHint: 'Everybody names a decision that it would have changed, in private.',
  names: 'Other organisations, with commas',
  namesHint: 'Three or four. Without them the facilitator is asked when the step begins.',
  ours: 'The name of this team, as the sentences have it',
  oursHint: 'Without it, the sentence is put into the mouths of the others.',
  theirs: 'Published purposes of others: one a line, then a dash, then whose it is',
  theirsHint:
    'On the day you ask the room whether it could sign them, and their names are told afterwards. The agenda has them: whoever looks there finds them.',
  prompt: swapEn.prompt,
  promptOpposite: 'Write the opposite.',
  promptWho: 'Who, exactly? Replace each “everyone” by somebody on the map.',
  promptMonday: 'Monday morning: name one decision that this sentence would have changed.',
}

export const fr = {
  title: 'Mettre à l’épreuve',
  hint: 'La dernière version de chaque phrase est mise à l’épreuve : sous d’autres noms, par son contraire, ou par écrit.',
  kind: 'L’épreuve',
  swap: swapFr.title,
  swapHint: swapFr.hint,
  opposite: 'Le contraire',
  oppositeHint: 'Chacun écrit le contraire, en privé.',
  who: 'Qui, exactement ?',
  whoHint: 'Chacun nomme les personnes derrière les grands mots, en privé.',
  monday: 'Lundi matin',
  mondayHint: 'Chacun cite une décision qu’elle aurait changée, en privé.',
  names: 'D’autres organisations, séparées par des virgules',
  namesHint: 'Trois ou quatre. Sans elles, l’animateur les donne au début de l’étape.',
  ours: 'Le nom de cette équipe, tel que les phrases le portent',
  oursHint: 'Sans lui, la phrase est prêtée telle quelle aux autres organisations.',
  theirs: 'Raisons d’être publiées par d’autres : une par ligne, puis un tiret, puis la source',
  theirsHint:
    'Le jour venu, vous demanderez au groupe s’il pourrait les signer ; les noms sont dits après. Le déroulé les contient : qui le regarde les y trouve.',
  prompt: swapFr.prompt,
  promptOpposite: 'Écrivez le contraire.',
  promptWho: 'Qui, exactement ? Remplacez chaque « tous » par quelqu’un de la carte.',
  promptMonday: 'Lundi matin : citez une décision que cette phrase aurait changée.',
} satisfies typeof en

/** The sentences about steps of this activity in the editor of the agenda. */
const editorWords = wordsOf({ en, fr })

/** New steps speak both languages. */
const promptOf: Readonly<Record<TestKind, Words>> = {
  swap: { en: en.prompt, fr: fr.prompt },
  opposite: { en: en.promptOpposite, fr: fr.promptOpposite },
  who: { en: en.promptWho, fr: fr.promptWho },
  monday: { en: en.promptMonday, fr: fr.promptMonday },
}

export const stepEditor = stepEditorOf(
  { en, fr },
  () => ({
    activity: 'test',

    seconds: 600,
    writing: 'none',
    kind: 'swap',
  }),
  StepSettings,
)

/** Which test it is, and the names of a swap. */
function StepSettings({ step, answers, isFixed, onChange, onAnswer }: StepSettingsProps) {
  const t = useWords(editorWords)
  if (step.activity !== 'test') return null
  const { kind, namesFrom, oursFrom } = step
  const setKind = (next: TestKind) =>
    onChange({
      ...step,
      kind: next,
      prompt: promptFor(promptOf, next, step.prompt),
      writing: next === 'swap' ? 'none' : 'private',
    })
  const answerTo = (question: string) => String(answers[question] ?? '')
  return (
    <>
      {!isFixed && (
        <Choice
          form="cards"
          legend={t('kind')}
          value={kind}
          options={[
            { value: 'swap', label: t('swap'), hint: t('swapHint') },
            { value: 'opposite', label: t('opposite'), hint: t('oppositeHint') },
            { value: 'who', label: t('who'), hint: t('whoHint') },
            { value: 'monday', label: t('monday'), hint: t('mondayHint') },
          ]}
          onChange={setKind}
        />
      )}
      {kind === 'swap' && !isFixed && (
        <>
          <NamesField
            value={namesFrom === undefined ? (step.names ?? []).join(', ') : answerTo(namesFrom)}
            onChange={(line) =>
              namesFrom === undefined
                ? onChange({ ...step, names: namesIn(line) })
                : onAnswer(namesFrom, line)
            }
          />
          <Field
            label={t('ours')}
            hint={t('oursHint')}
            maxLength={roundLimits.label}
            value={oursFrom === undefined ? (step.ours ?? '') : answerTo(oursFrom)}
            onChange={({ target }) =>
              oursFrom === undefined
                ? onChange({ ...step, ours: target.value })
                : onAnswer(oursFrom, target.value)
            }
          />
          <TheirsField value={step.theirs ?? []} onChange={(theirs) => onChange({ ...step, theirs })} />
        </>
      )}
    </>
  )
}

/** The lines stay as they were typed: half a line is no purpose yet. */
function TheirsField({
  value,
  onChange,
}: {
  readonly value: readonly TheirPurpose[]
  readonly onChange: (theirs: readonly TheirPurpose[]) => void
}) {
  const t = useWords(editorWords)
  const [typed, setTyped] = useState(() => linesOfTheirs(value))
  const first = (text: string) => theirsIn(text).slice(0, theirsLimits.count)
  const isSame = linesOfTheirs(first(typed)) === linesOfTheirs(value)
  return (
    <TextArea
      label={t('theirs')}
      hint={t('theirsHint')}
      value={isSame ? typed : linesOfTheirs(value)}
      onChange={(text) => {
        setTyped(text)
        onChange(first(text))
      }}
    />
  )
}

/** The line stays as it was typed: a comma is no name yet. */
function NamesField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (line: string) => void
}) {
  const t = useWords(editorWords)
  const [typed, setTyped] = useState(value)
  const isSame = namesOf(namesIn(typed)).join() === namesOf(namesIn(value)).join()
  return (
    <Field
      label={t('names')}
      hint={t('namesHint')}
      value={isSame ? typed : value}
      onChange={({ target }) => {
        setTyped(target.value)
        onChange(target.value)
      }}
    />
  )
}
