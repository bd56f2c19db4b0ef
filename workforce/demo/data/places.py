"""The offices of the demonstration, in the 13 counties of the Texas Gulf Coast, and the employers around them.

Streets, numbers and employers are made up; telephone numbers are of the block kept for fiction (555-01xx).
"""

from typing import NamedTuple


class Place(NamedTuple):
    """An office: how busy it is (interviews a quarter), how many counselors, how its rate differs from the region's."""

    town: str
    county: str
    address: str
    area_code: str
    interviews: int
    counselors: int
    lead: float


HOME = "Pasadena"
# These send mail at any time, so that the demonstration sends some whenever it is started.
AT_ALL_HOURS = (HOME, "Baytown", "Texas City")

PLACES = (
    Place("Pasadena", "Harris", "1147 Shaver Bend, Pasadena, TX 77506", "713", 46, 4, 0.05),
    Place("Baytown", "Harris", "402 Goose Creek Landing, Baytown, TX 77520", "281", 48, 3, 0.00),
    Place("Texas City", "Galveston", "2318 Palm Row, Texas City, TX 77590", "409", 46, 3, -0.04),
    Place("Northline", "Harris", "88 Crosstimber Walk, Houston, TX 77022", "713", 44, 4, -0.06),
    Place("Southeast", "Harris", "6120 Gulfway Court, Houston, TX 77087", "713", 42, 3, 0.02),
    Place("Southwest", "Harris", "9405 Bissonnet Row, Houston, TX 77074", "713", 44, 4, 0.07),
    Place("East End", "Harris", "3310 Navigation Way, Houston, TX 77003", "713", 17, 2, 0.04),
    Place("Westheimer", "Harris", "12480 Briar Green, Houston, TX 77077", "281", 19, 2, -0.02),
    Place("Humble", "Harris", "719 Deer Brook Lane, Humble, TX 77338", "281", 16, 2, 0.00),
    Place("Katy", "Harris", "560 Rice Mill Road, Katy, TX 77449", "281", 14, 2, 0.06),
    Place("Cypress", "Harris", "15250 Barker Pine, Cypress, TX 77429", "832", 14, 1, -0.08),
    Place("Galveston", "Galveston", "901 Strand Corner, Galveston, TX 77550", "409", 11, 1, 0.03),
    Place("League City", "Galveston", "245 Marina Oak, League City, TX 77573", "281", 10, 1, 0.05),
    Place("Lake Jackson", "Brazoria", "77 Circle Oak Way, Lake Jackson, TX 77566", "979", 12, 1, -0.03),
    Place("Pearland", "Brazoria", "3005 Pear Orchard, Pearland, TX 77581", "281", 14, 1, 0.08),
    Place("Alvin", "Brazoria", "118 Depot Square, Alvin, TX 77511", "281", 12, 1, 0.00),
    Place("Rosenberg", "Fort Bend", "1422 Avenue R, Rosenberg, TX 77471", "281", 12, 1, -0.05),
    Place("Stafford", "Fort Bend", "10130 Cash Road, Stafford, TX 77477", "281", 40, 3, 0.09),
    Place("Missouri City", "Fort Bend", "660 Texas Trail, Missouri City, TX 77489", "281", 10, 1, 0.02),
    Place("Conroe", "Montgomery", "215 Loblolly Street, Conroe, TX 77301", "936", 16, 2, 0.01),
    Place("The Woodlands", "Montgomery", "39 Pine Shade, The Woodlands, TX 77380", "281", 10, 1, 0.10),
    Place("Liberty", "Liberty", "507 Trinity Row, Liberty, TX 77575", "936", 11, 1, -0.07),
    Place("Cleveland", "Liberty", "31 Sawmill Street, Cleveland, TX 77327", "281", 10, 1, -0.04),
    Place("Anahuac", "Chambers", "12 Turtle Bay Road, Anahuac, TX 77514", "409", 6, 1, 0.00),
    Place("Sealy", "Austin", "640 Mattress Mill Road, Sealy, TX 77474", "979", 8, 1, 0.05),
    Place("Columbus", "Colorado", "18 Live Oak Square, Columbus, TX 78934", "979", 7, 1, 0.08),
    Place("Bay City", "Matagorda", "1701 Rice Belt Road, Bay City, TX 77414", "979", 12, 1, -0.02),
    Place("Huntsville", "Walker", "84 Sycamore Bend, Huntsville, TX 77340", "936", 12, 1, 0.03),
    Place("Hempstead", "Waller", "226 Watermelon Row, Hempstead, TX 77445", "979", 8, 1, -0.03),
    Place("Wharton", "Wharton", "59 Courthouse Walk, Wharton, TX 77488", "979", 9, 1, 0.04),
    Place("El Campo", "Wharton", "310 Cotton Gin Street, El Campo, TX 77437", "979", 7, 1, -0.05),
)

TITLES = {
    "restaurant": ("Line cook", "Server", "Dishwasher", "Shift leader", "Prep cook", "Cashier"),
    "bakery": ("Baker’s assistant", "Counter clerk", "Delivery driver", "Cake decorator"),
    "marine": ("Deckhand", "Parts clerk", "Warehouse associate", "Inside sales associate", "Forklift operator"),
    "clinic": ("Medical assistant", "Front desk clerk", "Phlebotomist", "Billing specialist", "Certified nurse aide"),
    "refinery": ("Process operator trainee", "Pipefitter helper", "Safety attendant", "Lab technician"),
    "warehouse": ("Order picker", "Forklift operator", "Shipping clerk", "Inventory clerk", "Team lead, night shift"),
    "school": ("Teacher’s aide", "School bus driver", "Cafeteria worker", "Custodian", "Attendance clerk"),
    "store": ("Cashier", "Stock associate", "Department lead", "Customer service clerk"),
    "office": ("Administrative assistant", "Accounts payable clerk", "Receptionist", "Data entry clerk", "Dispatcher"),
    "trade": ("Electrician’s helper", "HVAC apprentice", "Welder", "Carpenter’s helper", "Estimator"),
    "hotel": ("Front desk agent", "Housekeeper", "Maintenance technician", "Banquet server"),
    "care": ("Home health aide", "Caregiver", "Activities assistant", "Dietary aide"),
    "farm": ("Equipment operator", "Packing line worker", "Truck driver", "Grain elevator hand"),
}  # fmt: skip

# Name, city, county, trade.
EMPLOYERS = (
    ("Gulf Grill & Sons", "Pasadena", "Harris", "restaurant"),
    ("H&B Marine Supply", "Pasadena", "Harris", "marine"),
    ("Bayou Bakery", "Pasadena", "Harris", "bakery"),
    ("Strawberry Road Family Clinic", "Pasadena", "Harris", "clinic"),
    ("Vince Bayou Refining", "Pasadena", "Harris", "refinery"),
    ("“Tía Rosa” Cocina", "Pasadena", "Harris", "restaurant"),
    ("Red Bluff Cold Storage", "Pasadena", "Harris", "warehouse"),
    ("Salt Grass ISD", "Pasadena", "Harris", "school"),
    ("Cedar Point Polymers", "Baytown", "Harris", "refinery"),
    ("Tabbs Ferry Logistics", "Baytown", "Harris", "warehouse"),
    ("Goose Creek Rehab & Care", "Baytown", "Harris", "care"),
    ("Phở Sao Mai", "Houston", "Harris", "restaurant"),
    ("Bellaire Lotus Supermarket", "Houston", "Harris", "store"),
    ("Buffalo Bend Health Center", "Houston", "Harris", "clinic"),
    ("Magnolia Park Electric", "Houston", "Harris", "trade"),
    ("Okoro & Daughters Staffing", "Houston", "Harris", "office"),
    ("Six Bayous Property Management", "Houston", "Harris", "office"),
    ("Hobby Lane Inn & Suites", "Houston", "Harris", "hotel"),
    ("Ship Channel Freight Forwarders", "Houston", "Harris", "office"),
    ("Northline Discount Furniture", "Houston", "Harris", "store"),
    ("Lone Heron Air & Heat", "Houston", "Harris", "trade"),
    ("Mercado Tres Hermanos", "Houston", "Harris", "store"),
    ("Deerbrook Pediatric Dental", "Humble", "Harris", "clinic"),
    ("Rice Mill Distribution", "Katy", "Harris", "warehouse"),
    ("Mockingbird Prairie ISD", "Katy", "Harris", "school"),
    ("Barker Pine Assisted Living", "Cypress", "Harris", "care"),
    ("Seawall Crab House", "Galveston", "Galveston", "restaurant"),
    ("Strand Harbor Hotel", "Galveston", "Galveston", "hotel"),
    ("Pelican Spit Ship Repair", "Galveston", "Galveston", "marine"),
    ("Dike Road Terminals", "Texas City", "Galveston", "refinery"),
    ("Mainland Bay Medical Group", "Texas City", "Galveston", "clinic"),
    ("Clear Lake Sail & Rope", "League City", "Galveston", "marine"),
    ("Brazos Mouth Chemical", "Lake Jackson", "Brazoria", "refinery"),
    ("Oyster Bend ISD", "Lake Jackson", "Brazoria", "school"),
    ("Pear Orchard Urgent Care", "Pearland", "Brazoria", "clinic"),
    ("Sunup Home Builders", "Pearland", "Brazoria", "trade"),
    ("Depot Square Hardware", "Alvin", "Brazoria", "store"),
    ("Avenue R Taquería", "Rosenberg", "Fort Bend", "restaurant"),
    ("Brazos Valley Produce", "Rosenberg", "Fort Bend", "farm"),
    ("Sugar Mill Circuit Boards", "Stafford", "Fort Bend", "warehouse"),
    ("Patel Brothers Accounting", "Stafford", "Fort Bend", "office"),
    ("Quail Trail Senior Living", "Missouri City", "Fort Bend", "care"),
    ("Loblolly Lumber", "Conroe", "Montgomery", "trade"),
    ("Lake Conroe Boat Works", "Conroe", "Montgomery", "marine"),
    ("Pine Shade Orthopedics", "The Woodlands", "Montgomery", "clinic"),
    ("Trinity Row Nursing Home", "Liberty", "Liberty", "care"),
    ("Sawmill Street Pallets", "Cleveland", "Liberty", "warehouse"),
    ("Turtle Bay Rice Dryers", "Anahuac", "Chambers", "farm"),
    ("Mont Grove Storage Caverns", "Mont Belvieu", "Chambers", "refinery"),
    ("Spanish Oak Bedding", "Sealy", "Austin", "warehouse"),
    ("San Felipe Feed & Seed", "Sealy", "Austin", "farm"),
    ("Live Oak Square Bank", "Columbus", "Colorado", "office"),
    ("Colorado River Gravel", "Columbus", "Colorado", "trade"),
    ("Rice Belt Regional Hospital", "Bay City", "Matagorda", "clinic"),
    ("Matagorda Shrimp Co.", "Bay City", "Matagorda", "farm"),
    ("Sycamore Bend Print Shop", "Huntsville", "Walker", "office"),
    ("Piney Woods Café", "Huntsville", "Walker", "restaurant"),
    ("Watermelon Row Growers", "Hempstead", "Waller", "farm"),
    ("Bluebonnet Crossing ISD", "Hempstead", "Waller", "school"),
    ("Courthouse Walk Insurance", "Wharton", "Wharton", "office"),
    ("Cotton Gin Machine Shop", "El Campo", "Wharton", "trade"),
)
