/** The interviews that this gateway holds open, one room each. */
import { countRoom } from './observed.ts'
import { openRoom, type Room, type RoomOptions } from './room.ts'

export interface Rooms {
  /** The same for everybody who asks, until it is empty. */
  of(interviewId: string): Room
}

export function openRooms(options: RoomOptions): Rooms {
  const open = new Map<string, Room>()
  return {
    of(interviewId) {
      const known = open.get(interviewId)
      if (known !== undefined) return known
      const room = openRoom(interviewId, {
        ...options,
        closed() {
          if (open.get(interviewId) !== room) return
          open.delete(interviewId)
          countRoom(-1)
        },
      })
      open.set(interviewId, room)
      countRoom(1)
      return room
    },
  }
}
