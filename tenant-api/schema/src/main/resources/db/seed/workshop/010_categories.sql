insert into category (name, description) values
    ('Spare parts', 'Screens, batteries, boards'),
    ('Tools', 'What the workshop itself uses');
