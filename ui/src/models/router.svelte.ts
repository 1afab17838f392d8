import { pathTo, placeOf, type Place } from '../paths';

/** Where the window is. The address bar is the truth; this follows it. */
export class Router {
  place: Place = $state.raw({ at: 'create' });

  /** Follows the address. The returned function ends it. */
  start(): () => void {
    const follow = () => (this.place = placeOf(location.hash));
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  go(place: Place): void {
    location.hash = pathTo(place);
    this.place = place;
  }

  /** Goes without a step that "back" would return to. */
  replace(place: Place): void {
    history.replaceState(null, '', pathTo(place));
    this.place = place;
  }
}
