export const en = {
  begin: {
    swap: 'Go on to “Change the name”',
    opposite: 'Go on to the opposite',
    who: 'Go on to “Who, exactly?”',
    monday: 'Go on to Monday morning',
  },
  first: 'Put the sentence to the test',
  names: 'Give the other names',
  next: 'Next sentence: {{number}} of {{of}}',
  close: 'Close and show the answers',
  reveal: 'Show all answers',
  revealed_one: '{{count}} answer is shown.',
  revealed_other: '{{count}} answers are shown.',
  judged: 'judged',
}
