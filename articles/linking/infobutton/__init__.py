"""A record system asks by clinical code: HL7 Infobutton, answered as MedlinePlus Connect does."""
