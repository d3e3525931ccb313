// Where the page starts: everything seen is put into #app.

import '@fontsource-variable/inter/wght.css';
import { mount } from 'svelte';
import App from './App.svelte';
import './ui/base.css';
import './ui/fonts.css';
import './ui/tokens.css';
import { look } from './ui/look.svelte.ts';
import { startTheme } from './ui/theme.svelte.ts';

startTheme();
look.apply();
const target = document.getElementById('app');
if (target) mount(App, { target });
