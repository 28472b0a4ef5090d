export const en = {
  bring: 'Bring everyone here',
  brought: 'Everyone now sees this part of the board.',
  tools: 'Tools',
  tint: 'Colour',
  remove: 'Delete',
  view: 'View',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show the whole board',
  writeCaption: 'Write a caption',
  viewPhoto: 'View the picture',
  addPhotos: 'Add pictures',
}
