export const en = {
  title: 'Take turns',
  hint: 'One person after the other speaks, in an order of chance, each with a clock. Everyone notes a word to keep.',
  prompt: 'This is my object. I chose it because…',
  cards: 'Our objects',
  kept: 'Words worth keeping',
  each: 'Seconds for each person',
  minus: 'Less',
  plus: 'More',
}
