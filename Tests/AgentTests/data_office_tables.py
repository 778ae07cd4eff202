"""Small tables as offices have them, by the names of their files."""

TABLES = {
    "invoices.csv": """invoice_no,client,issued,due,paid,net,vat
1001,Acme,2025-01-10,2025-02-09,yes,1200.50,228.10
1002,Beta,2025-01-15,2025-02-14,no,450.00,85.50
1003,Acme,2025-02-01,2025-03-03,yes,980.00,186.20
1004,Core,2025-02-20,2025-03-22,no,2100.75,399.14
1005,Beta,2025-03-05,2025-04-04,yes,310.00,58.90
1006,Dune,2025-03-18,2025-04-17,no,1500.00,285.00
1007,Acme,2025-04-02,2025-05-02,no,640.25,121.65
""",
    "inventory.csv": """sku,item,category,stock,reorder_level,price,supplier
A1,Stapler,Office,40,20,7.50,North
A2,Paper,Office,15,50,4.20,North
B1,Mouse,IT,8,10,19.90,East
B2,Keyboard,IT,25,10,29.90,East
C1,Desk,Furniture,3,5,199.00,South
C2,Chair,Furniture,12,5,89.00,South
B3,Monitor,IT,10,10,149.00,West
""",
    "trips.csv": """trip_id,driver,start_date,distance_km,fuel_l,cost
1,Tom,2025-03-03,120,9.6,18.5
2,Ulla,2025-03-04,300,21,40.2
3,Tom,2025-03-10,80,7.2,13.9
4,Vic,2025-04-01,450,36,70
5,Ulla,2025-04-02,60,4.8,9.3
6,Vic,2025-04-08,210,15.5,30
7,Tom,2025-05-05,330,25,48.4
""",
    "tickets.csv": """ticket,opened,closed,priority,agent,minutes,reopened
T1,2025-06-02,2025-06-03,high,Kim,35,no
T2,2025-06-02,,low,Lou,10,no
T3,2025-06-04,2025-06-09,high,Kim,120,yes
T4,2025-06-05,2025-06-06,medium,Max,45,no
T5,2025-06-10,,high,Lou,60,yes
T6,2025-06-11,2025-06-12,low,Max,15,no
""",
    "hotels.csv": """hotel,city,stars,rooms,price_per_night,rating,pool,opened
Astra,Rome,4,120,150,8.7,yes,2001
Bella,Rome,3,60,95,8.1,no,1995
Corso,Milan,5,200,320,9.2,yes,2010
Dolce,Milan,3,80,110,7.4,no,1988
Este,Turin,4,150,130,8.0,yes,2015
Fiore,Turin,2,40,60,6.9,no,1979
""",
    "payroll.csv": """employee,department,base,bonus,hours,overtime
Ann,IT,3000,200,160,5
Bob,HR,2800,,150,0
Cid,IT,3500,500,170,20
Dora,Sales,2500,900,165,12
Eli,Sales,2600,750,140,
""",
    "people.csv": """name,age,team,salary,hired,city
Ann,30,Dev,5000,2019-04-01,Graz
Bob,45,Sales,4000,2015-09-15,Wien
Cid,28,Dev,6000,2021-01-10,Graz
Dan,51,Sales,4500,2010-06-01,Linz
Amy,39,HR,3900,2018-03-20,Wien
Eve,22,Dev,5500,2023-11-05,Linz
Fay,39,HR,4100,2020-02-29,Graz
""",
    "shop.csv": """date,product,region,units,revenue
2024-01-05,Tea,North,10,50
2024-02-11,Coffee,North,7,70
2024-02-20,Tea,South,4,20
2024-07-03,Coffee,South,12,120
2025-01-09,Tea,North,6,33
2025-03-14,Cocoa,South,9,81
2025-03-30,Coffee,North,5,52.5
""",
    "visits.csv": """Day,Visitors,Sales,New customers
Monday,120,30,5
Tuesday,98,22,3
Wednesday,150,41,9
Thursday,143,39,7
Friday,180,60,12
""",
    "customers.csv": """Customer ID,First Name,Last Name,Country,Signup Date,Orders,Total Spent,Newsletter
C001,Ada,Lin,Austria,2024-01-05,5,250.50,yes
C002,Bo,Kim,Germany,2024-02-11,2,80.00,no
C003,Cleo,Roy,Austria,2024-02-20,9,720.25,yes
C004,Dan,Fox,France,2024-07-03,1,15.00,no
C005,Ela,May,Germany,2025-01-09,4,199.90,yes
C006,Finn,Ott,Austria,2025-03-14,0,0.00,no
""",
    "attendance.csv": """employee,department,date,status,minutes_late
Ann,IT,2025-03-03,present,0
Ann,IT,2025-03-04,present,12
Ann,IT,2025-03-05,absent,
Bob,HR,2025-03-03,present,5
Bob,HR,2025-03-04,absent,
Bob,HR,2025-03-05,present,0
Cid,IT,2025-03-03,present,30
Cid,IT,2025-03-04,present,0
Cid,IT,2025-03-05,present,8
""",
    "menu.csv": """dish,type,price,calories,vegetarian
Soup,starter,5.5,180,yes
Salad,starter,6.0,150,yes
Steak,main,24.0,850,no
Pasta,main,13.5,640,yes
Fish,main,19.0,520,no
Cake,dessert,6.5,430,yes
Sorbet,dessert,4.5,190,yes
""",
    "loans.csv": """loan,member,book,genre,borrowed,due,returned,fine
1,Ida,Dune,SciFi,2025-01-03,2025-01-17,2025-01-15,0
2,Jon,Emma,Classic,2025-01-05,2025-01-19,2025-01-25,1.2
3,Ida,Ulysses,Classic,2025-02-01,2025-02-15,,0
4,Kai,Dune,SciFi,2025-02-03,2025-02-17,2025-02-17,0
5,Jon,Solaris,SciFi,2025-02-20,2025-03-06,2025-03-20,2.8
6,Lea,Emma,Classic,2025-03-01,2025-03-15,,0
""",
    "crops.csv": """field,crop,hectares,yield_t,year,irrigated
North,Wheat,12,84,2023,no
South,Maize,8,72,2023,yes
East,Wheat,10,65,2023,no
North,Maize,12,110,2024,yes
South,Wheat,8,60,2024,no
East,Barley,10,55,2024,no
""",
}
