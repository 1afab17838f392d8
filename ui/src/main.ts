import { mount } from 'svelte';

import AppView from './App.svelte';
import './styles/tokens.css';
import './styles/base.css';
import { App } from './models/app.svelte';
import { Theme } from './models/theme.svelte';
import { chooseTransport } from './transport/choose';
import { StudioError } from './transport/types';

function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

// Before anything is painted, so that a light window never begins dark.
const theme = new Theme();
theme.start();

const target = document.getElementById('app');
if (target) {
  chooseTransport().then(
    (transport) => mount(AppView, { target, props: { app: new App(transport, storage(), theme) } }),
    (thrown: unknown) => {
      // The shell did not say where the studio is: nothing else can be shown.
      target.textContent = StudioError.from(thrown).message;
    },
  );
}
