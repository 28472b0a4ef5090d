import { stepEditorOf } from '../../panels/host/step-editor.tsx'

export const en = {
  title: 'Close the day',
  hint: 'The next date, what each person takes home, and the parking lot once more.',
  prompt: 'What we take with us, and when we meet again.',
}

export const fr = {
  title: 'Refermer la journée',
  hint: 'Le prochain rendez-vous, ce que chacun emporte, et le parking relu.',
  prompt: 'Ce que nous emportons, et quand nous nous retrouvons.',
} satisfies typeof en

export const stepEditor = stepEditorOf({ en, fr }, () => ({
  activity: 'close',
  seconds: 300,
  writing: 'none',
}))
