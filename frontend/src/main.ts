// Where the page starts: everything seen is put into #app.
const app = document.getElementById('app');
if (app) app.textContent = 'Glossator';
