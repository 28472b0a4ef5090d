export const en = {
  undoOwn: 'Undo my own change',
  redoOwn: 'Redo my own change',
  nearlyFull: 'Nearly full: fewer than {{count}} letters still fit.',
  full: 'This sentence is full. Take some words out before you add any.',
}
