-- Run once by a superuser for each service: who migrates (owner) and who works (app).
-- Placeholders are replaced by the caller: ${db}, ${ownerPassword}, ${appPassword}.
create role ${db}_owner login password '${ownerPassword}' nosuperuser nobypassrls nocreaterole;
create role ${db}_app login password '${appPassword}' nosuperuser nobypassrls nocreaterole nocreatedb;
