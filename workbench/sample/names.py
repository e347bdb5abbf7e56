"""Common given names by sex and era, and surnames with rough relative frequencies.

The surname weights are rounded counts per 100,000 people; their steep fall is what makes a common
surname weak evidence and a rare one strong. No name here stands for a real person.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from random import Random

from nicknames import NickNamer

_SURNAMES = """
Smith 828 Johnson 655 Williams 551 Brown 487 Jones 483 Garcia 395 Miller 393 Davis 378 Rodriguez
371 Martinez 359 Hernandez 353 Lopez 296 Gonzalez 285 Wilson 271 Anderson 265 Thomas 256 Taylor
254 Moore 245 Jackson 240 Martin 238 Lee 235 Perez 230 Thompson 225 White 224 Harris 211 Sanchez
207 Clark 190 Ramirez 189 Lewis 180 Robinson 179 Walker 177 Young 164 Allen 163 King 157 Wright
155 Scott 149 Torres 148 Nguyen 148 Hill 147 Flores 146 Green 145 Adams 144 Nelson 143 Baker 141
Hall 138 Rivera 132 Campbell 131 Mitchell 130 Carter 127 Roberts 127 Gomez 124 Phillips 122 Evans
121 Turner 118 Diaz 118 Parker 113 Cruz 112 Edwards 112 Collins 111 Reyes 110 Stewart 108 Morris
107 Morales 106 Murphy 104 Cook 102 Rogers 101 Gutierrez 99 Ortiz 97 Morgan 96 Cooper 95 Peterson
94 Bailey 92 Reed 92 Kelly 90 Howard 90 Ramos 89 Kim 88 Cox 88 Ward 87 Richardson 86 Watson 86
Brooks 85 Chavez 85 Wood 85 James 84 Bennett 82 Gray 81 Mendoza 80 Ruiz 80 Hughes 80 Price 79
Alvarez 79 Castillo 78 Sanders 78 Patel 77 Myers 77 Long 76 Ross 75 Foster 75 Jimenez 74 Powell 73
Jenkins 72 Perry 72 Russell 71 Sullivan 71 Bell 70 Coleman 70 Butler 69 Henderson 68 Barnes 68
Gonzales 67 Fisher 67 Vasquez 67 Simmons 66 Romero 66 Jordan 65 Patterson 65 Alexander 64 Hamilton
63 Graham 63 Reynolds 62 Griffin 62 Wallace 62 Moreno 61 West 60 Cole 60 Hayes 60 Bryant 59
Herrera 59 Gibson 58 Ellis 58 Tran 58 Medina 57 Aguilar 57 Stevens 56 Murray 56 Ford 56 Castro 55
Marshall 55 Owens 54 Harrison 54 Fernandez 54 Mcdonald 53 Woods 53 Washington 53 Kennedy 52 Wells
52 Vargas 52 Henry 51 Chen 51 Freeman 51 Webb 50 Tucker 50 Guzman 50 Burns 49 Crawford 49 Olson 48
Simpson 48 Porter 48 Hunter 47 Gordon 47 Mendez 47 Silva 46 Shaw 46 Snyder 46 Mason 45 Dixon 45
Munoz 45 Hunt 44 Hicks 44 Holmes 44 Palmer 43 Wagner 43 Black 43 Robertson 42 Boyd 42 Rose 42
Stone 41 Salazar 41 Fox 41 Warren 40 Mills 40 Meyer 40 Rice 39 Schmidt 39 Garza 39 Daniels 39
Ferguson 38 Nichols 38 Stephens 38 Soto 38 Weaver 37 Ryan 37 Gardner 37 Payne 37 Grant 36 Dunn 36
Kelley 36 Spencer 36 Hawkins 35 Arnold 35 Pierce 35 Hansen 34 Peters 34 Santos 34 Hart 34 Bradley
33 Knight 33 Elliott 33 Cunningham 33 Duncan 32 Armstrong 32 Hudson 32 Carroll 32 Lane 31 Riley 31
Andrews 31 Alvarado 31 Ray 30 Delgado 30 Berry 30 Perkins 30 Hoffman 29 Johnston 29 Matthews 29
Pena 29 Richards 28 Contreras 28 Willis 28 Carpenter 28 Lawrence 27 Sandoval 27 Guerrero 27 George
27 Chapman 26 Rios 26 Estrada 26 Ortega 26 Watkins 26 Greene 25 Nunez 25 Wheeler 25 Valdez 25
Harper 25 Burke 24 Larson 24 Santiago 24 Maldonado 24 Morrison 24 Franklin 24 Carlson 23 Austin 23
Dominguez 23 Carr 23 Lawson 23 Jacobs 22 Obrien 22 Lynch 22 Singh 22 Vega 22 Bishop 22 Montgomery
21 Oliver 21 Jensen 21 Harvey 21 Williamson 21 Gilbert 20 Dean 20 Sims 20 Espinoza 20 Howell 20 Li
20 Wong 19 Reid 19 Hanson 19 Le 19 Mccoy 19 Garrett 19 Burton 18 Fuller 18 Wang 18 Weber 18 Welch
18 Rojas 18 Lucas 18 Marquez 17 Fields 17 Park 17 Yang 17 Little 17 Banks 17 Padilla 17 Day 16
Walsh 16 Bowman 16 Schultz 16 Luna 16 Fowler 16 Mejia 16 Davidson 15 Acosta 15 Brewer 15 May 15
Holland 15 Juarez 15 Newman 15 Pearson 14 Curtis 14 Cortez 14 Douglas 14 Schneider 14 Joseph 14
Barrett 14 Navarro 13 Figueroa 13 Keller 13 Avila 13 Wade 13 Molina 13 Stanley 13 Hopkins 12
Campos 12 Barnett 12 Bates 12 Chambers 12 Caldwell 12 Beck 12 Lambert 11 Miranda 11 Byrd 11 Craig
11 Ayala 11 Lowe 11 Frazier 11 Powers 11 Neal 11 Leonard 10 Gregory 10 Carrillo 10 Sutton 10
Fleming 10 Rhodes 10 Shelton 10 Schwartz 10 Norris 10 Jennings 10 Rivas 9 Massey 9 Booker 9
Whitfield 9 Gaines 9 Tolliver 6 Pinkney 6 Barnhill 5 Bolden 8 Chisholm 6 Covington 7 Dorsey 9
Dyson 6 Everett 7 Fenwick 4 Gantt 5 Gaskins 5 Hairston 5 Ingram 9 Jeter 4 Kamara 5 Bangura 4 Sesay
3 Tesfaye 4 Bekele 4 Haile 4 Alemu 3 Mengistu 3 Okafor 4 Adeyemi 4 Okonkwo 3 Mensah 4 Diallo 4
Traore 3 Amaya 5 Argueta 4 Benitez 8 Bonilla 7 Canales 4 Chicas 2 Escobar 7 Funes 3 Granados 4
Lemus 3 Majano 2 Orellana 4 Portillo 6 Quintanilla 4 Reyna 4 Umana 2 Velasquez 9 Ventura 4 Zelaya
3 Zavala 5 Hailu 3 Pham 9 Hoang 7 Vu 6 Dang 5 Bui 5 Choi 6 Kang 5 Cho 5 Shin 4 Ahmed 7 Ali 8
Hassan 6 Hussain 5 Khan 8 Malik 5 Rahman 5 Sharma 6 Gupta 5 Oconnor 8 Oneal 7 Mcgee 8 Mckinney 8
Mcbride 7 Mclean 6 Mcmillan 6 Muhammad 5 Proctor 6 Pryor 5 Queen 4 Randolph 6 Savoy 3 Short 6
Swann 3 Thornton 7 Tyler 6 Vaughn 7 Wills 4 Yates 6 Younger 2 Zimmerman 7 Butts 3 Contee 2
Crutchfield 3 Drummond 4 Easley 3 Fauntleroy 2 Ghee 2 Hargrove 4 Ivey 4
"""
_MALE = {
    1950: """James Robert John William David Richard Charles Thomas Michael Ronald Larry
    Donald Joseph Gary George Kenneth Paul Edward Jerry Dennis Raymond Walter Willie Harold
    Roger Leroy Clarence Ernest Melvin Alvin Eugene Curtis Vernon Calvin Leonard Franklin
    Jesus Manuel Luis""",
    1975: """Michael Christopher Jason David James John Robert Brian William Matthew Joseph
    Daniel Kevin Eric Jeffrey Richard Scott Mark Steven Timothy Anthony Charles Gregory
    Andre Reginald Darnell Terrence Derrick Tyrone Maurice Marvin Carlos Jose Juan Luis
    Miguel Rafael Ricardo Antonio Travis Kenneth Patrick Ronald Sean Dwayne Keith Lamont
    Jerome""",
    1993: """Joshua Matthew Michael Christopher Andrew Daniel Jacob Tyler Joseph David
    Brandon Ryan Nicholas Zachary Justin Kevin Jonathan Anthony Marcus Malik Darius Devonte
    Xavier Isaiah Jamal Deandre Trevon Dominique Jalen Cameron Jose Juan Luis Carlos
    Alejandro Diego Oscar Edwin Wilmer Nathaniel Benjamin Samuel Alexander Gabriel Elijah
    Donte Antoine""",
    2005: """Jayden Ethan Noah Mason Aiden Elijah Jordan Josiah Caleb Isaac Jeremiah Kaleb
    Tyrese Amari Zion Kamari Khalil Messiah Angel Mateo Santiago Kevin Brayan Christian
    Dylan Lucas Logan Julian Malachi Micah Nasir Rashad Semaj Tavon Zaire""",
}
_FEMALE = {
    1950: """Mary Linda Patricia Barbara Susan Nancy Deborah Sandra Carol Sharon Karen Donna
    Brenda Margaret Diane Shirley Joyce Janet Judy Gloria Dorothy Betty Evelyn Catherine
    Elizabeth Rosa Carmen Ruth Helen Virginia Delores Bernice""",
    1975: """Jennifer Michelle Kimberly Lisa Angela Amy Melissa Tammy Stephanie Christina
    Elizabeth Nicole Rebecca Tonya Latoya Keisha Monique Yolanda Tamika Rachel Maria Ana
    Sandra Claudia Rosa Katherine Pamela Theresa Victoria Denise Yvette Rhonda""",
    1993: """Jessica Ashley Emily Samantha Sarah Amanda Brittany Elizabeth Taylor Megan
    Jasmine Alexis Kayla Lauren Rachel Victoria Danielle Destiny Brianna Kiara Ebony Shanice
    Gabriela Stephanie Karen Vanessa Andrea Daniela Katherine Alexandra Natalie Chelsea""",
    2005: """Emma Madison Olivia Isabella Ava Sophia Abigail Hannah Aaliyah Nevaeh Makayla
    Trinity Imani Zoe Amaya Genesis Camila Ashley Kimberly Brianna Nia Amina Leila Serenity
    Skylar Jada Kennedy London""",
}
_MONIKERS = """
Bug Peanut Tank Smoke Lil-Man Fatz Slim Ghost Smurf Flaco Oso Chino Gordo Shorty Peewee Rock
Twin Fresh Juice Meatball Sleepy Turbo Mooch Bear Dutch Goldie Deuce Nine Spider Boo Duke Fish
Wink Brick Cash Mouse Pops Poncho Rabbit Skeet Trigger Bones Ace Tiny Pep
"""
MONIKERS = tuple(_MONIKERS.split())
_HISPANIC = """
Garcia Rodriguez Martinez Hernandez Lopez Gonzalez Perez Sanchez Ramirez Torres Flores Rivera
Gomez Diaz Cruz Reyes Morales Gutierrez Ortiz Ramos Chavez Mendoza Ruiz Alvarez Castillo Jimenez
Vasquez Romero Moreno Herrera Medina Aguilar Castro Vargas Guzman Mendez Munoz Salazar Soto
Alvarado Delgado Contreras Guerrero Rios Estrada Ortega Maldonado Dominguez Vega Espinoza Rojas
Padilla Luna Mejia Acosta Juarez Navarro Avila Molina Campos Miranda Ayala Rivas Amaya Argueta
Benitez Bonilla Canales Chicas Escobar Funes Granados Lemus Majano Orellana Portillo Quintanilla
Reyna Umana Velasquez Ventura Zelaya Zavala
"""
HISPANIC = frozenset(_HISPANIC.split())


@cache
def _surname_table() -> tuple[tuple[str, ...], tuple[int, ...]]:
    words = _SURNAMES.split()
    return tuple(words[::2]), tuple(accumulate(int(weight) for weight in words[1::2]))


def draw_surname(rng: Random) -> str:
    names, cumulative = _surname_table()
    return rng.choices(names, cum_weights=cumulative)[0]


def draw_given(rng: Random, sex: str, birth_year: int) -> str:
    """A given name of the era; earlier names in a list are more common (weight 1 / rank + 4)."""
    eras = _MALE if sex == "M" else _FEMALE
    era = min(eras, key=lambda year: abs(year + 5 - birth_year))
    names = eras[era].split()
    return rng.choices(names, weights=[1 / (rank + 4) for rank in range(len(names))])[0]


@cache
def _namer() -> NickNamer:
    return NickNamer()


@cache
def nicknames(given: str) -> tuple[str, ...]:
    """Nicknames in alphabetical order; the package answers with a set."""
    return tuple(sorted(name.title() for name in _namer().nicknames_of(given.lower())))
