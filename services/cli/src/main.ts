console.log('manul');
