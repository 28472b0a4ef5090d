export const en = {
  undoOwn: 'Undo my own change',
  redoOwn: 'Redo my own change',
}
