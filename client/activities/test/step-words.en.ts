export const en = {
  begin: 'Put the sentence to the test',
  next: 'Next sentence: {{number}} of {{of}}',
  close: 'Close and show the answers',
  reveal: 'Show all answers',
  judged: 'judged',
  judgedOf: '{{voted}} of {{eligible}} judged',
}
