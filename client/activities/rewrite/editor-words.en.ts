export const en = {
  title: 'Rewrite',
  hint: 'A few statements side by side: people rewrite them together and keep versions.',
  prompt: 'Go from fine words to true ones: what only we could sign.',
  most: 'Statements at most',
  minus: 'fewer',
  plus: 'more',
}
