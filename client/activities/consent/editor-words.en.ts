export const en = {
  title: 'Consent',
  hint: 'Everyone says in secret from 0 to 5 whether they can carry one sentence. Objections get an answer; then it is adopted.',
  prompt: 'Can you carry this sentence?',
  help: 'What would harm our team, or those we serve, if we adopted this sentence?',
}
