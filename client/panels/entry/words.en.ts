export const en = {
  left: 'Words of yours that nobody has seen',
  leftHint: 'You had begun them on this board. They are in this browser alone.',
  leftText: 'Your text {{number}}',
  copyText: 'Copy your text {{number}}',
}
