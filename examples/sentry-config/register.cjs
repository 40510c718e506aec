// For `node --require`. It requires an ES module, which Node can do from 20.19 and 22.12 on; `node --import` works on all.
require('./index.js');
require('@garrison/node').preloadSync();
