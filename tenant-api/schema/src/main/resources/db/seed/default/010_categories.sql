insert into category (name, description) values
    ('Accessories', 'Cases, chargers, cables'),
    ('Devices', 'New and refurbished'),
    ('Spare parts', 'Screens, batteries, boards'),
    ('Tools', 'What the workshop itself uses');
