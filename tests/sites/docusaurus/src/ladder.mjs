import 'tcp-ladder/define';
