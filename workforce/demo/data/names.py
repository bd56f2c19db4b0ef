"""Names as people of the Houston area bear them. Everybody in the demonstration is made up."""

import random
from typing import NamedTuple

from workforce.text import fold


class Name(NamedTuple):
    """A full name as its bearer writes it, what to call them, and the language they would rather read."""

    full: str
    call: str
    language: str


MEXICAN_GIVEN = """
María José Guadalupe Juan Ana Luis Rosa Carlos Verónica Miguel Leticia Jesús Yolanda Raúl Adriana Sergio Maribel
Héctor Alejandra Óscar Brenda Rubén Diana Ramón Gabriela Martín Xóchitl Iván Esperanza Andrés Lucía Joaquín Daniela
Íñigo Itzel Ángel Paola Efraín Nayeli Ignacio Graciela Tomás
""".split()
MEXICAN_FAMILY = """
García Martínez Hernández López González Rodríguez Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Cruz Reyes
Morales Ortiz Gutiérrez Chávez Ramos Mendoza Ruiz Castillo Vásquez Jiménez Moreno Muñoz Salinas Guerrero Cantú
Treviño Garza Peña Zúñiga Ibáñez Villarreal Núñez Espinoza Ávila
""".split()
ENGLISH_GIVEN = """
James Ashley Michael Jennifer Robert Amanda William Crystal David Melissa Joshua Stephanie Christopher Heather
Daniel Tiffany Matthew Kayla Brandon Amber Justin Megan Travis Brittany Cody Lindsay Dustin Paige Kenneth Donna
Wade Sherry Colton Rhonda Garrett Deborah
""".split()
ENGLISH_FAMILY = """
Smith Johnson Miller Davis Wilson Anderson Taylor Thomas Moore Martin Thompson White Clark Lewis Walker Hall Young
King Wright Hill Scott Green Baker Adams Nelson Campbell Mitchell Roberts O’Connor McBride Boudreaux Hebert Landry
Guidry Broussard Kowalski Schneider Novák D’Angelo
""".split()
BLACK_GIVEN = """
Darnell Latoya Marcus Keisha Terrence Tamika Andre Ebony Jamal Shanice Reginald Monique Malik Aaliyah DeShawn Imani
Tyrone Jasmine Cedric Destiny Darius Kiara Lamar Nia Quincy Tanisha Xavier Raven
""".split()
BLACK_FAMILY = """
Washington Jefferson Jackson Williams Brown Robinson Harris Banks Booker Coleman Dixon Gaines Hawkins Ivory Jenkins
Mosley Pierre Prejean Randle Sims Thibodeaux Toussaint Vaughn Whitfield
""".split()
VIETNAMESE_FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
VIETNAMESE_MIDDLE = "Thị Văn Minh Ngọc Thanh Hữu Kim Quốc Thúy Đức".split()
VIETNAMESE_GIVEN = """
Ánh Hùng Hương Dũng Linh Tuấn Mai Sơn Lan Khoa Thảo Phúc Yến Hải Trang Long Hạnh Vinh Châu Đạt Nhung Bảo
""".split()
NIGERIAN_GIVEN = """
Chinedu Ngozi Emeka Adaeze Olumide Folasade Ikechukwu Chiamaka Babatunde Yetunde Obinna Amarachi Tunde Ifeoma
Uchenna Temitope
""".split()
NIGERIAN_FAMILY = "Okafor Adeyemi Eze Okonkwo Balogun Nwosu Ogunleye Uzoma Afolabi Onyekachi Bello Ezekwesili".split()
CHINESE_GIVEN = "Wei Li Jing Hua Xiaoming Mei Lei Yan Jun Fang Tao Xiulan Min Hao Ying Zhen".split()
CHINESE_FAMILY = "Wang Chen Liu Zhang Huang Zhou Wu Xu Sun Lin Zhao Guo".split()
ASIAN_GIVEN = (
    "Priya Imran Sunita Faisal Anjali Rahul Ayesha Kiran Maricel Jomar Liezl Rodel Fatima Omar Nasrin Arjun".split()
)
ASIAN_FAMILY = "Patel Khan Sharma Ali Reddy Siddiqui Gupta Ahmed Bautista Santos Rahman Haddad Nair".split()


def mexican(draw: random.Random) -> Name:
    given, family = draw.choice(MEXICAN_GIVEN), draw.choice(MEXICAN_FAMILY)
    two = f"{family} {draw.choice(MEXICAN_FAMILY)}" if draw.random() < 0.35 else family
    return Name(f"{given} {two}", given, "es" if draw.random() < 0.45 else "en")


def western(given, family):
    def name(draw: random.Random) -> Name:
        call = draw.choice(given)
        return Name(f"{call} {draw.choice(family)}", call, "en")

    return name


def vietnamese(draw: random.Random) -> Name:
    """The family name comes first; people are called by the last."""
    given = draw.choice(VIETNAMESE_GIVEN)
    full = f"{draw.choice(VIETNAMESE_FAMILY)} {draw.choice(VIETNAMESE_MIDDLE)} {given}"
    return Name(full, given, "vi" if draw.random() < 0.6 else "en")


# Each way of making a name, and how many of a hundred job seekers bear such a one.
COMMUNITIES = {
    mexican: 38,
    western(ENGLISH_GIVEN, ENGLISH_FAMILY): 22,
    western(BLACK_GIVEN, BLACK_FAMILY): 17,
    vietnamese: 9,
    western(NIGERIAN_GIVEN, NIGERIAN_FAMILY): 5,
    western(CHINESE_GIVEN, CHINESE_FAMILY): 4,
    western(ASIAN_GIVEN, ASIAN_FAMILY): 5,
}


class Names:
    """Draws names, none twice."""

    def __init__(self, draw: random.Random, taken=()):
        self.draw, self.taken = draw, set(taken)

    def next(self) -> Name:
        [community] = self.draw.choices(list(COMMUNITIES), list(COMMUNITIES.values()))
        name = community(self.draw)
        if name.full in self.taken:
            return self.next()
        self.taken.add(name.full)
        return name


def address_of(full_name: str) -> str:
    """Return what somebody of this name may have chosen before the @: `thi.anh.nguyen`, `maria.lopez`."""
    words = "".join(letter if letter.isalnum() else " " for letter in fold(full_name)).split()
    return ".".join(words)
