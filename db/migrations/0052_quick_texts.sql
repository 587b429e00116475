-- What is handed in and what is being written are texts of many kilobytes that are written far more often than read: in the rush of the last hour the
-- database's own compression took a tenth of the time of a group. LZ4 takes a tenth of that; a server built without it goes on as it was.
do $$
begin
  alter table frozen_texts alter column text set compression lz4;
  alter table applications alter column answers set compression lz4;
exception when feature_not_supported then null;
end $$;
