import { ImagePlus } from 'lucide-react'
import { Operation } from '#shared/workshop/policy.ts'
import type { Actions } from '../host/feature.ts'
import { choosePhotos } from '../ui/choose-photos.ts'

export const photosActions: Actions = {
  stores: ({ desk }) => [desk.takesNotes],
  list: ({ model }, t) => [
    {
      id: 'pictures',
      label: t('photo.addMany'),
      icon: <ImagePlus />,
      section: 'content',
      inMenu: false,
      isPossible: model.may(Operation.addNote) || model.desk.takesNotes.get(),
      run: () => choosePhotos((files) => model.photos.bring(files, model.camera.view())),
    },
  ],
}
