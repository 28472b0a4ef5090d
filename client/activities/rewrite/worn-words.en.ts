export const en = {
  show: 'Underline worn words',
  showHint: 'On your screen alone. The computer knows words that many organisations use; you judge them.',
  list: 'Worn words and their questions',
  none: 'No worn word here, as far as the computer knows.',
  who: 'Who exactly?',
  what: 'What exactly?',
  how: 'What would somebody see us do?',
  sign: 'How would one notice it?',
  choice: 'What would you no longer do?',
  when: 'When exactly?',
  phrase: 'What would be missing without it?',
  verb: 'Who does what here?',
}
